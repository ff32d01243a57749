import { eq } from "drizzle-orm";
import { toHealthMonitor } from "@/lib/db/mappers";
import { healthMonitors } from "@/lib/db/schema";
import { CreateHealthMonitorInput, type HealthMonitor } from "@/lib/model/healthmonitor";
import { type Context, requireRole } from "../context";
import { findPool } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertHealthMonitor } from "./insert";
import { removeHealthMonitor } from "./remove";

/** Puts a check of another protocol in the place of a group's own, in one transaction (K-06): none is lost on refusal. */
export function replaceHealthMonitor(ctx: Context, raw: CreateHealthMonitorInput): HealthMonitor {
  return audited(ctx, { event: "create healthmonitor", type: "healthmonitor", input: raw }, () => {
    requireRole(ctx, "operator");
    const { poolId, ...input } = parse(CreateHealthMonitorInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { row: pool } = findPool(ctx, mutation.tx, poolId);
      const former = mutation.tx.select().from(healthMonitors).where(eq(healthMonitors.poolId, poolId)).get();
      if (former !== undefined) removeHealthMonitor(ctx, mutation, pool, former);
      return toHealthMonitor(insertHealthMonitor(ctx, mutation, pool, input));
    });
  });
}
