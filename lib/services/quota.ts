import { and, count, eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { listeners, loadBalancers, quotas } from "@/lib/db/schema";
import { defaultQuota, type QuotaResource, type QuotaUse } from "@/lib/model/project";
import { rule } from "@/lib/model/rule";
import { ServiceError } from "./errors";

function readLimit(tx: Reader, projectId: string, resource: QuotaResource): number {
  const row = tx
    .select()
    .from(quotas)
    .where(and(eq(quotas.projectId, projectId), eq(quotas.resource, resource)))
    .get();
  return row?.limit ?? defaultQuota[resource];
}

function countUsed(tx: Reader, projectId: string, resource: QuotaResource): number {
  const row =
    resource === "loadbalancer"
      ? tx.select({ n: count() }).from(loadBalancers).where(eq(loadBalancers.projectId, projectId)).get()
      : tx
          .select({ n: count() })
          .from(listeners)
          .innerJoin(loadBalancers, eq(listeners.loadBalancerId, loadBalancers.id))
          .where(eq(loadBalancers.projectId, projectId))
          .get();
  return row?.n ?? 0;
}

export function readQuotaUse(tx: Reader, projectId: string, resource: QuotaResource): QuotaUse {
  return { resource, limit: readLimit(tx, projectId, resource), used: countUsed(tx, projectId, resource) };
}

/** Refuses more of a resource than its project may have (LB-19). */
export function requireQuota(tx: Reader, projectId: string, resource: QuotaResource, more = 1): void {
  const { limit, used } = readQuotaUse(tx, projectId, resource);
  if (limit >= 0 && more > 0 && used + more > limit) {
    throw new ServiceError("quota", {
      rule: rule(resource === "listener" ? "quotaListener" : "quotaLoadBalancer", { limit }),
    });
  }
}
