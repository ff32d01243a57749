import type { ChartPoint } from "@/components/chart/types";
import { mergeTraffic, type MetricPoint, type TrafficValues } from "@/lib/model/metric";

/** Seconds whose requests make one value of the response time: a single request then still draws a line. */
export const responseWindowS = 10;

function toPoints(
  points: readonly MetricPoint[],
  read: (values: TrafficValues) => Record<string, number>,
): ChartPoint[] {
  return points.map(({ at, values }) => ({ at, values: values === null ? {} : read(values) }));
}

export function requestPoints(points: readonly MetricPoint[]): ChartPoint[] {
  return toPoints(points, (values) => ({
    "2xx": values.status2xx,
    "3xx": values.status3xx,
    "4xx": values.status4xx,
    "5xx": values.status5xx,
    other: values.statusOther,
  }));
}

export function connectionPoints(points: readonly MetricPoint[]): ChartPoint[] {
  return toPoints(points, ({ connections, activeConnections }) => ({
    total: connections,
    active: activeConnections,
    inactive: Math.max(0, connections - activeConnections),
  }));
}

/** Percentiles of the requests of the last ten seconds; without a request there is no response time. */
export function responsePoints(points: readonly MetricPoint[]): ChartPoint[] {
  return points.map(({ at, values }, index): ChartPoint => {
    if (values === null) return { at, values: {} };
    const recent = points
      .slice(Math.max(0, index - responseWindowS + 1), index + 1)
      .flatMap((point) => (point.values !== null && point.at > at - responseWindowS * 1000 ? [point.values] : []));
    const merged = mergeTraffic(recent);
    if (merged.requests === 0) return { at, values: {} };
    return { at, values: { p50: merged.p50Ms, p95: merged.p95Ms, p99: merged.p99Ms } };
  });
}
