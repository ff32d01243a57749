import { eq } from "drizzle-orm";
import { type HealthMonitorRow, type PoolRow, toHealthMonitor } from "@/lib/db/mappers";
import { healthMonitors } from "@/lib/db/schema";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { emitTrace, type Mutation } from "../mutation";
import { touchPool } from "../touch";

/** Takes a group's health check away inside a transaction. */
export function removeHealthMonitor(ctx: Context, mutation: Mutation, pool: PoolRow, row: HealthMonitorRow): void {
  mutation.tx.delete(healthMonitors).where(eq(healthMonitors.id, row.id)).run();
  touchPool(mutation, pool);
  emitTrace(mutation, ctx, {
    event: "delete healthmonitor",
    resource: { type: "healthmonitor", id: row.id, name: row.name },
    projectId: findLoadBalancer(ctx, mutation.tx, pool.loadBalancerId).projectId,
    before: toHealthMonitor(row),
  });
}
