import { metricObject, newestMinute, readSpan } from "@/lib/metrics/read";
import { minuteMs } from "@/lib/metrics/tiers";
import { emptyTraffic, mergeTraffic, type TrafficValues } from "@/lib/model/metric";
import { fieldSetOf, type MetricKind, storedFields } from "@/lib/model/metric-catalogue";
import type { Context } from "../context";
import { findMetricSubject } from "./object";

/** Days over which totals are taken. */
const days = 30;
const dayMinutes = 1440;

/** Totals of a load balancer or listener that the caller may see: the kept history and the seconds since its end; gauges are those of now. */
export function readTrafficTotals(ctx: Context, object: { type: MetricKind; id: string }): TrafficValues {
  const { id } = findMetricSubject(ctx, object);
  const now = ctx.now();
  const newest = Math.max(newestMinute(ctx.db), Math.floor(now / minuteMs) - 5);
  const live = ctx.engine.recentTraffic(id, Math.max(0, now - newest * minuteMs) / 1000);
  const totals = mergeTraffic([readStored(ctx, id, newest), ...(live === null ? [] : [live])]);
  const current = ctx.engine.recentTraffic(id, 2);
  const { connections, activeConnections } = current ?? { connections: 0, activeConnections: 0 };
  return { ...totals, connections, activeConnections };
}

function readStored(ctx: Context, id: string, to: number): TrafficValues {
  const traffic = emptyTraffic();
  const object = metricObject(ctx.db, id);
  if (object === undefined || fieldSetOf[object.kind] !== "traffic") return traffic;
  const today = Math.floor(to / dayMinutes) * dayMinutes;
  const stored = [
    readSpan(ctx.db, object, { from: today - days * dayMinutes, to: today }),
    readSpan(ctx.db, object, { from: today, to }),
  ];
  for (const window of stored) {
    for (const [index, field] of storedFields.traffic.entries()) {
      if (field in traffic) traffic[field as keyof TrafficValues] += window?.sums[index] ?? 0;
    }
  }
  return traffic;
}
