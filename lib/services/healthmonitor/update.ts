import { eq } from "drizzle-orm";
import { type HealthMonitorRow, toHealthMonitor } from "@/lib/db/mappers";
import { healthMonitors } from "@/lib/db/schema";
import { type HealthMonitor, UpdateHealthMonitorInput } from "@/lib/model/healthmonitor";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findHealthMonitor } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPool } from "../touch";

/** Changes a health check; its protocol stays (HC-02, K-06). */
export function updateHealthMonitor(ctx: Context, raw: UpdateHealthMonitorInput): HealthMonitor {
  return audited(ctx, { event: "update healthmonitor", type: "healthmonitor", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateHealthMonitorInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at, generation } = mutation;
      const { row: before, pool, parent } = findHealthMonitor(ctx, tx, id);
      const after: HealthMonitorRow = { ...before, ...defined(input), updatedAt: at, generation };
      tx.update(healthMonitors).set(after).where(eq(healthMonitors.id, id)).run();
      touchPool(mutation, pool);
      emitTrace(mutation, ctx, {
        event: "update healthmonitor",
        resource: { type: "healthmonitor", id, name: after.name },
        projectId: parent.projectId,
        before: toHealthMonitor(before),
        after: toHealthMonitor(after),
      });
      return toHealthMonitor(after);
    });
  });
}
