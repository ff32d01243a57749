import * as z from "zod";
import { MemberAddress } from "./address";
import { rule } from "./rule";
import { type Tag, Tags } from "./tag";
import { Id, Name, visibleText } from "./text";

/** Inventory entry: a backend server that groups may use by ticking it (BS-06); one primary address each (BS-07). */
export interface Server {
  id: string;
  projectId: string;
  name: string;
  address: string;
  /** Availability zone, a label; empty: none. */
  zone: string;
  tags: Tag[];
  createdAt: number;
  updatedAt: number | null;
}

/** At most 64 characters; empty is no zone. */
const Zone = z
  .string({ error: rule("text") })
  .trim()
  .max(64, { error: rule("tooLong", { max: 64 }) })
  .regex(/^[^<>]*$/, { error: rule("noAngleBrackets") })
  .regex(visibleText, { error: rule("hiddenCharacters") });

/** The address is a project's own: no two of its servers have the same. */
export const CreateServerInput = z.object({
  name: Name,
  address: MemberAddress,
  zone: Zone.default(""),
  tags: Tags.default([]),
  projectId: Id.optional(),
});
export type CreateServerInput = z.input<typeof CreateServerInput>;

/** The address of a server that a group uses stays (LS-04). */
export const UpdateServerInput = z.object({
  id: Id,
  name: Name.optional(),
  address: MemberAddress.optional(),
  zone: Zone.optional(),
  tags: Tags.optional(),
});
export type UpdateServerInput = z.input<typeof UpdateServerInput>;

/** One or many: all of them, or none. */
export const DeleteServersInput = z.object({ ids: z.array(Id).min(1).max(500) });
export type DeleteServersInput = z.input<typeof DeleteServersInput>;

/** A place of a server in a group. */
export interface ServerUse {
  memberId: string;
  port: number;
  pool: { id: string; name: string; loadBalancerId: string };
}

export interface ServerView extends Server {
  uses: ServerUse[];
}
