import * as z from "zod";
import { rule } from "./rule";
import { Description, Id, integer, Name } from "./text";

/** Enterprise project; every resource belongs to one. */
export const Project = z.object({ id: Id, name: Name, description: Description, createdAt: z.number() });
export type Project = z.infer<typeof Project>;

export const CreateProjectInput = z.object({ name: Name, description: Description.default("") });
export type CreateProjectInput = z.input<typeof CreateProjectInput>;

export const UpdateProjectInput = z.object({
  id: Id,
  name: Name.optional(),
  description: Description.optional(),
});
export type UpdateProjectInput = z.input<typeof UpdateProjectInput>;

/** Name of the project that an installation begins with (LB-05). */
export const defaultProjectName = "default";

/** Cookie with the id of the project that the console shows; none is every project. */
export const projectCookie = "evenkeel_project";

/** Quotas per project (LB-19, K-29); -1 is without limit. */
export const defaultQuota = { loadbalancer: 50, listener: 100 } as const;
export type QuotaResource = keyof typeof defaultQuota;

/** Most of one resource that a project may have; -1 is without limit. */
export const QuotaLimit = integer(-1, 1_000_000);

export const SetQuotasInput = z.object({
  projectId: Id,
  loadbalancer: QuotaLimit.optional(),
  listener: QuotaLimit.optional(),
});
export type SetQuotasInput = z.input<typeof SetQuotasInput>;

export interface QuotaUse {
  resource: QuotaResource;
  /** -1 is without limit. */
  limit: number;
  used: number;
}

export interface ProjectView extends Project {
  quotas: QuotaUse[];
  eips: number;
  /** The one that an installation begins with: it stays. */
  isDefault: boolean;
}

const label = z
  .string({ error: rule("required") })
  .trim()
  .min(1, { error: rule("required") })
  .max(64, { error: rule("tooLong", { max: 64 }) })
  .regex(/^[\p{L}\p{N}_.-]*$/u, { error: rule("regionLabel") });

/** Labels of the installation: what servers may name as their zone comes from `zones`, where it has any. */
export const Region = z.object({
  region: label,
  zones: z
    .array(label)
    .max(20, { error: rule("tooMany", { max: 20 }) })
    .transform((zones) => [...new Set(zones)]),
});
export type Region = z.output<typeof Region>;
