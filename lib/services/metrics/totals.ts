import { readTrafficRange } from "@/lib/metrics/range";
import { mergeTraffic, type TrafficValues } from "@/lib/model/metric";
import type { Context } from "../context";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Days over which totals are taken: as long as points are kept. */
const days = 30;

/** Totals of a load balancer or listener: the kept history and the seconds since its end; gauges are those of now. */
export function readTrafficTotals(ctx: Context, id: string): TrafficValues {
  const now = ctx.now();
  const stored = readTrafficRange(ctx.db, id, { from: now - days * dayMs, to: now, stepMs: dayMs });
  const minutes = readTrafficRange(ctx.db, id, { from: now - 5 * minuteMs, to: now, stepMs: minuteMs });
  const lastAt = minutes.findLast((point) => point.values !== null)?.at;
  const since = lastAt === undefined ? now - 5 * minuteMs : lastAt + minuteMs;
  const live = ctx.engine.recentTraffic(id, (now - since) / 1000);
  const totals = mergeTraffic([...stored.flatMap((point) => point.values ?? []), ...(live === null ? [] : [live])]);
  const newest = ctx.engine.recentTraffic(id, 2);
  const { connections, activeConnections } = newest ?? { connections: 0, activeConnections: 0 };
  return { ...totals, connections, activeConnections };
}
