import { quotas } from "@/lib/db/schema";
import { defaultQuota, type QuotaResource, type QuotaUse, SetQuotasInput } from "@/lib/model/project";
import { type Context, requireRole } from "../context";
import { findProject } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { readQuotas } from "./quota";

/** Changes how much a project may have (LB-19). Fewer than it has is allowed: it only keeps more from being made. */
export function setQuotas(ctx: Context, raw: SetQuotasInput): QuotaUse[] {
  return audited(ctx, { event: "update quota", type: "quota", input: raw }, () => {
    requireRole(ctx, "admin");
    const { projectId, ...limits } = parse(SetQuotasInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const project = findProject(ctx, tx, projectId, "projectId");
      const before = readQuotas(ctx, projectId);
      for (const resource of Object.keys(defaultQuota) as QuotaResource[]) {
        const limit = limits[resource];
        if (limit === undefined) continue;
        tx.insert(quotas)
          .values({ projectId, resource, limit })
          .onConflictDoUpdate({ target: [quotas.projectId, quotas.resource], set: { limit } })
          .run();
      }
      const after = readQuotas(ctx, projectId);
      emitTrace(mutation, ctx, {
        event: "update quota",
        resource: { type: "quota", id: projectId, name: project.name },
        projectId,
        before,
        after,
      });
      return after;
    });
  });
}
