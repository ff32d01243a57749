import { trafficFields, type TrafficValues } from "@/lib/model/metric";
import { Cell } from "./cells";
import { percentileMs, roundMs } from "@/lib/model/latency";

/** How many servers are fit or not checked (K-27), and how many are not; those not checked yet are neither. */
export interface ServerCount {
  normal: number;
  abnormal: number;
}

const noServers: ServerCount = { normal: 0, abnormal: 0 };

/** Values of a window in the order of {@link trafficFields}, from cells (totals of the window, gauges) and durations. */
export function trafficValues(cells: Float64Array, latency: Uint32Array, servers = noServers): number[] {
  const cell = (index: number): number => cells[index] as number;
  const connections = Math.max(0, cell(Cell.connections));
  const values: TrafficValues = {
    requests: cell(Cell.requests),
    status2xx: cell(Cell.status2xx),
    status3xx: cell(Cell.status3xx),
    status4xx: cell(Cell.status4xx),
    status5xx: cell(Cell.status5xx),
    statusOther: cell(Cell.statusOther),
    status404: cell(Cell.status404),
    status499: cell(Cell.status499),
    status502: cell(Cell.status502),
    newConnections: cell(Cell.newConnections),
    connections,
    activeConnections: Math.max(0, connections - cell(Cell.inactiveConnections)),
    bytesIn: cell(Cell.bytesIn),
    bytesOut: cell(Cell.bytesOut),
    responseTimeSumMs: roundMs(cell(Cell.responseTimeUs) / 1000),
    p50Ms: percentileMs(latency, 0.5),
    p95Ms: percentileMs(latency, 0.95),
    p99Ms: percentileMs(latency, 0.99),
    packetsIn: cell(Cell.packetsIn) + cell(Cell.datagramsIn),
    packetsOut: cell(Cell.packetsOut) + cell(Cell.datagramsOut),
    normalServers: servers.normal,
    abnormalServers: servers.abnormal,
  };
  return trafficFields.map((field) => values[field]);
}

/** A histogram as [bucket, count, bucket, count …]. */
export function filledBuckets(latency: Uint32Array): number[] {
  const filled: number[] = [];
  for (const [bucket, count] of latency.entries()) if (count > 0) filled.push(bucket, count);
  return filled;
}
