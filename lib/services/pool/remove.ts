import { eq } from "drizzle-orm";
import { type PoolRow, toHealthMonitor, toMember, toPool } from "@/lib/db/mappers";
import { healthMonitors, listeners, members, pools } from "@/lib/db/schema";
import type { Context } from "../context";
import { memberName } from "../member/name";
import { emitTrace, type Mutation } from "../mutation";

/** Deletes a group with its servers and health check, and takes it from the listeners that use it. */
export function removePool(ctx: Context, mutation: Mutation, pool: PoolRow, projectId: string): void {
  const { tx, generation, at } = mutation;
  for (const row of tx.delete(members).where(eq(members.poolId, pool.id)).returning().all()) {
    emitTrace(mutation, ctx, {
      event: "remove backend ecs",
      resource: { type: "member", id: row.id, name: memberName(row) },
      projectId,
      before: toMember(row),
    });
  }
  for (const row of tx.delete(healthMonitors).where(eq(healthMonitors.poolId, pool.id)).returning().all()) {
    emitTrace(mutation, ctx, {
      event: "delete healthmonitor",
      resource: { type: "healthmonitor", id: row.id, name: row.name },
      projectId,
      before: toHealthMonitor(row),
    });
  }
  tx.update(listeners)
    .set({ defaultPoolId: null, generation, updatedAt: at })
    .where(eq(listeners.defaultPoolId, pool.id))
    .run();
  tx.delete(pools).where(eq(pools.id, pool.id)).run();
  emitTrace(mutation, ctx, {
    event: "delete backend member group",
    resource: { type: "pool", id: pool.id, name: pool.name },
    projectId,
    before: toPool(pool),
  });
}
