import { type HealthMonitorRow, type PoolRow, toHealthMonitor } from "@/lib/db/mappers";
import type { HealthMonitor } from "@/lib/model/healthmonitor";
import type { ConfigurationState } from "@/lib/model/status";
import type { Context } from "../context";
import { findHealthMonitor } from "../find";
import { readScope } from "../topology/scope";
import { configurationOf } from "../topology/state";

export interface HealthMonitorView extends HealthMonitor {
  projectId: string;
  configuration: ConfigurationState;
}

export function getHealthMonitor(ctx: Context, id: string): HealthMonitorView {
  const { row, pool, parent } = findHealthMonitor(ctx, ctx.db, id);
  return viewOf(ctx, row, pool, parent.projectId);
}

export function listHealthMonitors(ctx: Context): HealthMonitorView[] {
  const topology = readScope(ctx);
  return [...topology.monitorOf.values()]
    .toSorted((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id))
    .flatMap((row) => {
      const pool = topology.pools.get(row.poolId);
      return pool === undefined ? [] : [viewOf(ctx, row, pool, topology.projectOf.get(pool.loadBalancerId) ?? "")];
    });
}

/** A health check is part of its group for the engine: it is refused with it. */
function viewOf(ctx: Context, row: HealthMonitorRow, pool: PoolRow, projectId: string): HealthMonitorView {
  const asPool = { id: pool.id, generation: row.generation, enabled: row.enabled };
  return { ...toHealthMonitor(row), projectId, configuration: configurationOf(ctx.engine, "pool", asPool) };
}
