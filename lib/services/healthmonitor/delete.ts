import { DeleteHealthMonitorInput } from "@/lib/model/healthmonitor";
import { type Context, requireRole } from "../context";
import { findHealthMonitor } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { removeHealthMonitor } from "./remove";

/** Ends the checks of a group; its servers count as healthy from then on (HC-11). */
export function deleteHealthMonitor(ctx: Context, raw: DeleteHealthMonitorInput): void {
  audited(ctx, { event: "delete healthmonitor", type: "healthmonitor", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteHealthMonitorInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, pool } = findHealthMonitor(ctx, mutation.tx, id);
      removeHealthMonitor(ctx, mutation, pool, row);
    });
  });
}
