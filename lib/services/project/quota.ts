import { defaultQuota, type QuotaResource, type QuotaUse } from "@/lib/model/project";
import { type Context, requireProject } from "../context";
import { readQuotaUse } from "../quota";

/** What a project may have, and what it has (LB-19). */
export function readQuotas(ctx: Context, projectId: string = ctx.projectId): QuotaUse[] {
  requireProject(ctx, projectId);
  const resources = Object.keys(defaultQuota) as QuotaResource[];
  return resources.map((resource) => readQuotaUse(ctx.db, projectId, resource));
}
