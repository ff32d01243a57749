import * as z from "zod";
import { Description, Id, Name } from "./text";

/** Enterprise project; every resource belongs to one. */
export const Project = z.object({ id: Id, name: Name, description: Description, createdAt: z.number() });
export type Project = z.infer<typeof Project>;

export const CreateProjectInput = z.object({ name: Name, description: Description.default("") });
export type CreateProjectInput = z.input<typeof CreateProjectInput>;

/** Name of the project that an installation begins with (LB-05). */
export const defaultProjectName = "default";

/** Quotas per project (LB-19, K-29); -1 is without limit. */
export const defaultQuota = { loadbalancer: 50, listener: 100 } as const;
export type QuotaResource = keyof typeof defaultQuota;
