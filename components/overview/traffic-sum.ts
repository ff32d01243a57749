import { emptyTraffic, type MetricPoint, type TrafficValues, trafficFields } from "@/lib/model/metric";

const unsummed = new Set<keyof TrafficValues>(["p50Ms", "p95Ms", "p99Ms"]);

/** Traffic of several objects together, second by second; percentiles cannot be added up and stay zero. */
export function sumTraffic(traffic: ReadonlyMap<string, readonly MetricPoint[]>): MetricPoint[] {
  const [first = [], ...others] = traffic.values();
  return first.map(({ at, values }, index) => {
    if (values === null) return { at, values };
    const sum = emptyTraffic();
    for (const one of [values, ...others.map((points) => points[index]?.values)]) {
      if (one) for (const field of trafficFields) if (!unsummed.has(field)) sum[field] += one[field];
    }
    return { at, values: sum };
  });
}

type Read = (values: TrafficValues) => number | null;

/** Mean of the newest seconds; null where there is no sample in them. */
export function recentMean(points: readonly MetricPoint[], read: Read, seconds = 5): number | null {
  return mean(points.slice(-seconds).map(({ values }) => values && read(values)));
}

export function greatestOf(points: readonly MetricPoint[], read: Read): number | null {
  const known = points.map(({ values }) => values && read(values)).filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

export function totalOf(points: readonly MetricPoint[], read: (values: TrafficValues) => number): number {
  return points.reduce((sum, { values }) => sum + (values ? read(values) : 0), 0);
}

const bucketS = 5;

/** Means of five seconds each, oldest first: what a sparkline can show. */
export function sparkValues(points: readonly MetricPoint[], read: Read): (number | null)[] {
  const buckets: (number | null)[] = [];
  for (let end = points.length; end > 0; end -= bucketS) {
    const bucket = points.slice(Math.max(0, end - bucketS), end);
    buckets.unshift(mean(bucket.map(({ values }) => values && read(values))));
  }
  return buckets;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
