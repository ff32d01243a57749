import { emptyTraffic, trafficFields, type TrafficValues } from "@/lib/model/metric";

/** Gauges stand for the end of a window, percentiles for its worst part: neither is a sum. */
const gauges = new Set<keyof TrafficValues>(["connections", "activeConnections"]);
const percentiles = new Set<keyof TrafficValues>(["p50Ms", "p95Ms", "p99Ms"]);

/** Values as the wire carries them, in the order of `trafficFields`. */
export function readTraffic(values: readonly number[]): TrafficValues {
  const traffic = emptyTraffic();
  for (const [index, field] of trafficFields.entries()) traffic[field] = values[index] ?? 0;
  return traffic;
}

/**
 * One window out of consecutive ones, oldest first. Exact for counts and gauges; percentiles are the mean weighted by
 * requests, an approximation.
 */
export function mergeTraffic(windows: readonly TrafficValues[]): TrafficValues {
  const merged = emptyTraffic();
  for (const window of windows) {
    for (const field of trafficFields) {
      if (gauges.has(field)) merged[field] = window[field];
      else merged[field] += percentiles.has(field) ? window[field] * window.requests : window[field];
    }
  }
  for (const field of percentiles) merged[field] = merged.requests === 0 ? 0 : merged[field] / merged.requests;
  return merged;
}
