/**
 * Values of one object over one window (checklist 1.13). Counts are totals of the window, not rates; gauges are the
 * value at its end. A one-second window is a sample, a one-minute window a point.
 */
export interface TrafficValues {
  requests: number;
  status2xx: number;
  status3xx: number;
  status4xx: number;
  status5xx: number;
  statusOther: number;
  status404: number;
  status499: number;
  status502: number;
  /** New client connections. */
  newConnections: number;
  /** Gauge: open client connections, and those of them that are established. */
  connections: number;
  activeConnections: number;
  bytesIn: number;
  bytesOut: number;
  /** Sum in ms of first client byte to last answer byte, over `requests` (MT-20), and percentiles in ms. */
  responseTimeSumMs: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** TCP segments with clients, or datagrams (MT-05, MT-06). */
  packetsIn: number;
  packetsOut: number;
  /** Gauges of a load balancer: its servers that are fit, or not checked (K-27), and those that are not. */
  normalServers: number;
  abnormalServers: number;
}

export const trafficFields = [
  "requests",
  "status2xx",
  "status3xx",
  "status4xx",
  "status5xx",
  "statusOther",
  "status404",
  "status499",
  "status502",
  "newConnections",
  "connections",
  "activeConnections",
  "bytesIn",
  "bytesOut",
  "responseTimeSumMs",
  "p50Ms",
  "p95Ms",
  "p99Ms",
  "packetsIn",
  "packetsOut",
  "normalServers",
  "abnormalServers",
] as const satisfies readonly (keyof TrafficValues)[];

/** Values of one member over a window. `connections` is the gauge of requests and connections it holds now. */
export interface MemberValues {
  requests: number;
  failures: number;
  connections: number;
  /** Requests that a session brought. */
  sessions: number;
}

/**
 * Values of a member or a group as wire and live stream carry them: counts, the gauge of what it holds now, bytes to it
 * (in) and from it (out), and how many of its servers are fit or not checked, and unfit. Of HTTP also complete answers
 * and their times in µs, from the choice of the member to the last byte: sum, mean and percentiles.
 */
export const memberFields = [
  "requests",
  "failures",
  "connections",
  "sessions",
  "newConnections",
  "bytesIn",
  "bytesOut",
  "normalServers",
  "abnormalServers",
  "responses",
  "responseTimeSumUs",
  "responseTimeUs",
  "p50Us",
  "p95Us",
  "p99Us",
] as const;
export type MemberField = (typeof memberFields)[number];

/** What an EIP carried in a window, and how its bandwidth was used up (LB-11). */
export interface EipValues {
  bytesIn: number;
  bytesOut: number;
  /** Datagrams that were dropped because nothing was left. */
  droppedIn: number;
  droppedOut: number;
  /** Ms of the window in which traffic waited for bandwidth. */
  waitedInMs: number;
  waitedOutMs: number;
}

export const eipFields = [
  "bytesIn",
  "bytesOut",
  "droppedIn",
  "droppedOut",
  "waitedInMs",
  "waitedOutMs",
] as const satisfies readonly (keyof EipValues)[];

/** Values as wire and live stream carry them, in the order of {@link eipFields}. */
export function readEipValues(values: readonly number[]): EipValues {
  return Object.fromEntries(eipFields.map((field, index) => [field, values[index] ?? 0])) as unknown as EipValues;
}

export interface MetricPoint {
  /** Start of the window, ms of the epoch. */
  at: number;
  /** Null where the engine was down: a gap, never a zero. */
  values: TrafficValues | null;
}

export function emptyTraffic(): TrafficValues {
  return Object.fromEntries(trafficFields.map((field) => [field, 0])) as unknown as TrafficValues;
}

/** Gauges stand for the end of a window, percentiles for a part of it: neither is a sum. */
const gauges = new Set<keyof TrafficValues>(["connections", "activeConnections", "normalServers", "abnormalServers"]);
const percentiles = new Set<keyof TrafficValues>(["p50Ms", "p95Ms", "p99Ms"]);

/** Values as the wire and the live stream carry them, in the order of {@link trafficFields}. */
export function readTraffic(values: readonly number[]): TrafficValues {
  const traffic = emptyTraffic();
  for (const [index, field] of trafficFields.entries()) traffic[field] = values[index] ?? 0;
  return traffic;
}

/**
 * One window out of consecutive ones, oldest first. Exact for counts and gauges; percentiles are means weighted by
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
