import * as z from "zod";
import { MemberAddress } from "./address";
import { Id, Name } from "./text";

/** Inventory entry: a backend server that groups may use by ticking it (BS-06, BS-07). */
export const Server = z.object({
  id: Id,
  name: Name,
  address: MemberAddress,
  zone: z.string(),
  createdAt: z.number(),
});
export type Server = z.infer<typeof Server>;
