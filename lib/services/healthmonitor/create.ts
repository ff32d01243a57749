import { toHealthMonitor } from "@/lib/db/mappers";
import { CreateHealthMonitorInput, type HealthMonitor } from "@/lib/model/healthmonitor";
import { type Context, requireRole } from "../context";
import { findPool } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertHealthMonitor } from "./insert";

export function createHealthMonitor(ctx: Context, raw: CreateHealthMonitorInput): HealthMonitor {
  return audited(ctx, { event: "create healthmonitor", type: "healthmonitor", input: raw }, () => {
    requireRole(ctx, "operator");
    const { poolId, ...input } = parse(CreateHealthMonitorInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { row } = findPool(ctx, mutation.tx, poolId);
      return toHealthMonitor(insertHealthMonitor(ctx, mutation, row, input));
    });
  });
}
