import { and, eq, gte, lt } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { metricPoints } from "@/lib/db/schema";
import { type MetricPoint, mergeTraffic, readTraffic, type TrafficValues } from "@/lib/model/metric";

const minuteMs = 60_000;
/** Charts draw at most about this many points. */
const maxPoints = 300;

/** A range of ms of the epoch; `stepMs` is the length of a point, by default what a chart can draw. */
export interface MetricRange {
  from: number;
  to: number;
  stepMs?: number;
}

/** Whole minutes, few enough for a chart. */
export function stepOf({ from, to, stepMs }: MetricRange): number {
  const wanted = stepMs ?? Math.ceil((to - from) / maxPoints);
  return Math.max(1, Math.ceil(wanted / minuteMs)) * minuteMs;
}

/** Points of a load balancer or listener, one a step; steps without a minute in them are gaps (`null`). */
export function readTrafficRange(tx: Reader, objectId: string, range: MetricRange): MetricPoint[] {
  const step = stepOf(range);
  const first = Math.floor(range.from / step) * step;
  const rows = tx
    .select()
    .from(metricPoints)
    .where(and(eq(metricPoints.objectId, objectId), gte(metricPoints.at, first), lt(metricPoints.at, range.to)))
    .orderBy(metricPoints.at)
    .all();
  const steps = new Map<number, TrafficValues[]>();
  for (const row of rows) {
    const at = Math.floor(row.at / step) * step;
    const values = steps.get(at) ?? [];
    values.push(readTraffic(row.values));
    steps.set(at, values);
  }
  const points: MetricPoint[] = [];
  for (let at = first; at < range.to; at += step) {
    const values = steps.get(at);
    points.push({ at, values: values === undefined ? null : mergeTraffic(values) });
  }
  return points;
}
