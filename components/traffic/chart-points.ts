import type { ChartPoint } from "@/components/chart/types";
import type { MetricPoint, TrafficValues } from "@/lib/model/metric";

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

/** New connections, for layer 4. */
export function acceptedPoints(points: readonly MetricPoint[]): ChartPoint[] {
  return toPoints(points, ({ newConnections }) => ({ new: newConnections }));
}

/** Bytes from and to the clients in kB. */
export function bytePoints(points: readonly MetricPoint[]): ChartPoint[] {
  return toPoints(points, ({ bytesIn, bytesOut }) => ({ in: bytesIn / 1000, out: bytesOut / 1000 }));
}

/** Percentiles of the requests of the last ten seconds; without a request there is no response time. */
export function responsePoints(points: readonly MetricPoint[]): ChartPoint[] {
  const span = responseWindowS * 1000;
  let first = 0;
  return points.map(({ at, values }, index): ChartPoint => {
    while ((points[first]?.at ?? at) <= at - span) first += 1;
    if (values === null) return { at, values: {} };
    let requests = 0;
    const sums = { p50: 0, p95: 0, p99: 0 };
    for (let other = first; other <= index; other++) {
      const recent = points[other]?.values;
      if (!recent) continue;
      requests += recent.requests;
      sums.p50 += recent.p50Ms * recent.requests;
      sums.p95 += recent.p95Ms * recent.requests;
      sums.p99 += recent.p99Ms * recent.requests;
    }
    if (requests === 0) return { at, values: {} };
    return { at, values: { p50: sums.p50 / requests, p95: sums.p95 / requests, p99: sums.p99 / requests } };
  });
}
