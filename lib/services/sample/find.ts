import { and, eq } from "drizzle-orm";
import { demoServers, loadBalancers } from "@/lib/db/schema";
import type { Context } from "../context";

/** Id of the sample load balancer, or null when there is none that the caller may see. */
export function findSample(ctx: Context): string | null {
  const { projectId } = ctx.actor;
  const own = projectId === null ? undefined : eq(loadBalancers.projectId, projectId);
  const found = ctx.db
    .select({ id: loadBalancers.id })
    .from(demoServers)
    .innerJoin(loadBalancers, and(eq(loadBalancers.id, demoServers.loadBalancerId), own))
    .get();
  return found?.id ?? null;
}
