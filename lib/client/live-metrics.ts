import type { LiveWindow } from "@/lib/model/live";
import { eipFields, memberFields, trafficFields } from "@/lib/model/metric";
import { fieldSetOf, type MetricKind, metricOf, metricsOf } from "@/lib/model/metric-catalogue";

/** Metrics by their keys; none where a sample is missing. */
export interface LiveMetricPoint {
  at: number;
  values: Record<string, number | null>;
}

const holeMs = 2500;
/** Seconds whose requests make one response time: a single request then still draws a line. */
const responseWindows = 10;

const fieldNames: Readonly<Record<string, readonly string[]>> = {
  traffic: trafficFields,
  member: memberFields,
  eip: eipFields,
};
/** Times of load balancers and listeners come in ms, those of groups and servers in µs. */
const inMs: Readonly<Record<string, string>> = { p50Us: "p50Ms", p95Us: "p95Ms", p99Us: "p99Ms" };
const noValues: readonly number[] = [];

function valuesOf(window: LiveWindow, kind: MetricKind, id: string): readonly number[] {
  const group = {
    loadbalancer: window.loadBalancers,
    listener: window.listeners,
    pool: window.pools,
    member: window.members,
    eip: window.eips,
  }[kind];
  return group?.[id] ?? noValues;
}

/** Metrics of an object second by second, by their keys; a window that leaves it out had no traffic, a hole is a gap. */
export function liveMetricPoints(windows: readonly LiveWindow[], kind: MetricKind, id: string): LiveMetricPoint[] {
  const fields = fieldNames[fieldSetOf[kind]] ?? [];
  const keys = metricsOf(kind);
  const points: LiveMetricPoint[] = [];
  const recent: (readonly number[])[] = [];
  let previous: number | undefined;
  for (const window of windows) {
    if (previous !== undefined && window.at - previous > holeMs) {
      points.push({ at: previous + 1000, values: {} }, { at: window.at - 1000, values: {} });
      recent.length = 0;
    }
    const values = valuesOf(window, kind, id);
    recent.push(values);
    if (recent.length > responseWindows) recent.shift();
    const shown = keys.map((key) => [key, liveValue(metricOf(key).source, fields, values, recent)] as const);
    points.push({ at: window.at, values: Object.fromEntries(shown) });
    previous = window.at;
  }
  return points;
}

type Source = ReturnType<typeof metricOf>["source"];

function liveValue(
  source: Source,
  fields: readonly string[],
  values: readonly number[],
  recent: readonly (readonly number[])[],
): number | null {
  const read = (name: string, from = values) => from[fields.indexOf(name)] ?? 0;
  switch (source.as) {
    case "rate":
      return read(source.field) * (source.factor ?? 1);
    case "gauge":
      if (source.field !== "inactiveConnections") return read(source.field);
      return Math.max(0, read("connections") - read("activeConnections"));
    case "share":
      return Math.min(100, read(source.field) / 10);
    case "mean":
    case "percentile": {
      const isInUs = fields.includes("responses");
      let requests = 0;
      let sum = 0;
      for (const second of recent) {
        const count = read(isInUs ? "responses" : "requests", second);
        requests += count;
        if (source.as === "mean")
          sum += isInUs ? read("responseTimeSumUs", second) / 1000 : read("responseTimeSumMs", second);
        else sum += (isInUs ? read(source.field, second) / 1000 : read(inMs[source.field] ?? "", second)) * count;
      }
      return requests === 0 ? null : sum / requests;
    }
  }
}
