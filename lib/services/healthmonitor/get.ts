import { toHealthMonitor } from "@/lib/db/mappers";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { ConfigurationState } from "@/lib/model/status";
import type { Context } from "../context";
import { findHealthMonitor } from "../find";
import { readScope } from "../topology/scope";
import { configurationOf } from "../topology/state";

export interface HealthMonitorView extends HealthMonitor {
  configuration: ConfigurationState;
}

export function getHealthMonitor(ctx: Context, id: string): HealthMonitorView {
  const { row, pool } = findHealthMonitor(ctx, ctx.db, id);
  // A health check is part of its group for the engine: it is refused with it.
  const asPool = { id: pool.id, generation: row.generation, enabled: row.enabled };
  return { ...toHealthMonitor(row), configuration: configurationOf(ctx.engine, "pool", asPool) };
}

export function listHealthMonitors(ctx: Context): HealthMonitorView[] {
  const topology = readScope(ctx);
  return [...topology.monitorOf.values()]
    .toSorted((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id))
    .map((row) => getHealthMonitor(ctx, row.id));
}
