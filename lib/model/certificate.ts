import * as z from "zod";
import { Id } from "./text";

/** Server certificates carry a key; CA certificates verify clients (CE-04). */
export const CertificateType = z.enum(["server", "client"]);
export type CertificateType = z.infer<typeof CertificateType>;

/** A stored certificate without its key: the key never leaves the console's encrypted column. */
export const Certificate = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  type: CertificateType,
  domain: z.string(),
  certificatePem: z.string(),
  expiresAt: z.number(),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
});
export type Certificate = z.infer<typeof Certificate>;
