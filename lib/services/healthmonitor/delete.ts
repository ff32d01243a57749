import { eq } from "drizzle-orm";
import { toHealthMonitor } from "@/lib/db/mappers";
import { healthMonitors } from "@/lib/db/schema";
import { DeleteHealthMonitorInput } from "@/lib/model/healthmonitor";
import { type Context, requireRole } from "../context";
import { findHealthMonitor } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPool } from "../touch";

/** Ends the checks of a group; its servers count as healthy from then on (HC-11). */
export function deleteHealthMonitor(ctx: Context, raw: DeleteHealthMonitorInput): void {
  audited(ctx, { event: "delete healthmonitor", type: "healthmonitor", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteHealthMonitorInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, pool, parent } = findHealthMonitor(ctx, mutation.tx, id);
      mutation.tx.delete(healthMonitors).where(eq(healthMonitors.id, id)).run();
      touchPool(mutation, pool);
      emitTrace(mutation, ctx, {
        event: "delete healthmonitor",
        resource: { type: "healthmonitor", id, name: row.name },
        projectId: parent.projectId,
        before: toHealthMonitor(row),
      });
    });
  });
}
