import { readTrafficRange } from "@/lib/metrics/range";
import { mergeTraffic, type TrafficValues } from "@/lib/model/metric";
import type { Context } from "../context";

const dayMs = 86_400_000;
/** Days over which totals are taken: as long as points are kept. */
const days = 30;

/** Totals of a load balancer or listener over the kept history; gauges are those of now. */
export function readTrafficTotals(ctx: Context, id: string): TrafficValues {
  const to = ctx.now();
  const points = readTrafficRange(ctx.db, id, { from: to - days * dayMs, to, stepMs: dayMs });
  const totals = mergeTraffic(points.flatMap((point) => point.values ?? []));
  const live = ctx.engine.recentTraffic(id, 2);
  return { ...totals, connections: live?.connections ?? 0, activeConnections: live?.activeConnections ?? 0 };
}
