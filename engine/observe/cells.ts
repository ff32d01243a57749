import { latencyBuckets } from "@/lib/model/latency";

/** Cells of a listener's row, in each worker's own matrix: one writer, totals since the engine began. */
export const Cell = {
  requests: 0,
  status2xx: 1,
  status3xx: 2,
  status4xx: 3,
  status5xx: 4,
  statusOther: 5,
  status404: 6,
  status499: 7,
  status502: 8,
  newConnections: 9,
  /** Gauge of this worker: open client connections. */
  connections: 10,
  bytesIn: 11,
  bytesOut: 12,
  /** Sum of first client byte to last answer byte, in µs (MT-20). */
  responseTimeUs: 13,
  refusedConnections: 14,
  malformedRequests: 15,
  datagramsIn: 16,
  datagramsOut: 17,
  /** In either direction: of nobody's flow, or without room where they had to go. */
  droppedDatagrams: 18,
  /** TCP segments with clients, as the kernel counted them (MT-05, MT-06). */
  packetsIn: 19,
  packetsOut: 20,
  /** Gauge of this worker: open client connections that are not established any more (MT-03). */
  inactiveConnections: 21,
} as const;
export const listenerCells = 24;

/** Cells of a member's row. Its in-flight count is in `inFlight`, exact across workers. */
export const MemberCell = {
  requests: 0,
  failures: 1,
  newConnections: 2,
  bytesIn: 3,
  bytesOut: 4,
  /** Gauge: this worker's part of `inFlight`, so that the main thread can take it back when the worker dies. */
  inFlight: 5,
  /** Times that it was left out because it failed in a row. */
  ejections: 6,
  /** Requests, connections and flows that came to it because their session belongs to it. */
  sessions: 7,
  /** Complete answers to HTTP requests. */
  responses: 8,
  /** Sum over them, from the choice of the member to the last byte of its answer, in µs. */
  responseTimeUs: 9,
} as const;
export const memberCells = 16;

/** Cells of a row of an address with a bandwidth, in each worker's own matrix. */
export const AddressCell = {
  bytesIn: 0,
  bytesOut: 1,
  /** Datagrams that were dropped because the bandwidth was used up. */
  droppedIn: 2,
  droppedOut: 3,
  /** Ms in which traffic of this worker waited for bandwidth. */
  waitedInMs: 4,
  waitedOutMs: 5,
  /** Gauges of this worker: open client connections, and those that wait now. */
  connections: 6,
  waitingIn: 7,
  waitingOut: 8,
} as const;
export const addressCells = 16;

/** What a member failed at last, where its pool leaves out failing ones. */
export const MemberFailure = {
  none: 0,
  connectFailed: 1,
  connectTimeout: 2,
  broken: 3,
  malformed: 4,
  timeout: 5,
} as const;

/** Health word of a member in shared memory. Written by the main thread alone. */
export const HealthWord = { unknown: 0, online: 1, offline: 2, notChecked: 3 } as const;

/** Bucket of a duration in µs; durations outside the range fall into the first or last bucket. */
export function latencyBucket(us: number): number {
  if (us < 16) return 0;
  if (us >= 67_108_864) return latencyBuckets - 1;
  const value = us | 0;
  const power = 31 - Math.clz32(value);
  return (power - 4) * 8 + ((value >>> (power - 3)) & 7);
}
