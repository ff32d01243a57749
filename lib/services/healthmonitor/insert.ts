import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { type HealthMonitorRow, type PoolRow, toHealthMonitor } from "@/lib/db/mappers";
import { healthMonitors } from "@/lib/db/schema";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField, ServiceError } from "../errors";
import { findLoadBalancer } from "../find";
import { emitTrace, type Mutation } from "../mutation";
import { touchPool } from "../touch";

type NewMonitor = Omit<HealthMonitor, "id" | "poolId" | "createdAt" | "updatedAt">;

/** Gives a group its one health check inside a transaction. */
export function insertHealthMonitor(
  ctx: Context,
  mutation: Mutation,
  pool: PoolRow,
  input: NewMonitor,
): HealthMonitorRow {
  const { tx, at, generation } = mutation;
  if (tx.select().from(healthMonitors).where(eq(healthMonitors.poolId, pool.id)).get() !== undefined) {
    throw new ServiceError("conflict", { rule: rule("poolHasHealthMonitor") });
  }
  if ((input.type === "UDP") !== (pool.protocol === "UDP")) {
    throw invalidField("type", rule("healthMonitorUdpOnly"));
  }
  const row: HealthMonitorRow = {
    ...input,
    id: randomUUID(),
    poolId: pool.id,
    createdAt: at,
    updatedAt: null,
    generation,
  };
  tx.insert(healthMonitors).values(row).run();
  touchPool(mutation, pool);
  emitTrace(mutation, ctx, {
    event: "create healthmonitor",
    resource: { type: "healthmonitor", id: row.id, name: row.name },
    projectId: findLoadBalancer(ctx, tx, pool.loadBalancerId).projectId,
    after: toHealthMonitor(row),
  });
  return row;
}
