import { percentileMs, roundMs } from "@/lib/model/latency";
import { type MemberField, memberFields, type TrafficValues, trafficFields } from "@/lib/model/metric";
import { Cell } from "./cells";
import type { MemberTraffic } from "./row-window";

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

/** Values of a member or a group in the order of {@link memberFields}. */
export function memberValues(traffic: MemberTraffic, { normal, abnormal }: ServerCount): number[] {
  const { requests, failures, open, sessions, newConnections, bytesIn, bytesOut } = traffic;
  const { responses, responseTimeUs, latency } = traffic;
  const percentile = (share: number) => (responses === 0 ? 0 : Math.round(percentileMs(latency, share) * 1000));
  const values: Record<MemberField, number> = {
    requests,
    failures,
    connections: open,
    sessions,
    newConnections,
    bytesIn,
    bytesOut,
    normalServers: normal,
    abnormalServers: abnormal,
    responses,
    responseTimeSumUs: Math.round(responseTimeUs),
    responseTimeUs: responses === 0 ? 0 : Math.round(responseTimeUs / responses),
    p50Us: percentile(0.5),
    p95Us: percentile(0.95),
    p99Us: percentile(0.99),
  };
  return memberFields.map((field) => values[field]);
}

/** A histogram as [bucket, count, bucket, count …]. */
export function filledBuckets(latency: Uint32Array): number[] {
  const filled: number[] = [];
  for (const [bucket, count] of latency.entries()) if (count > 0) filled.push(bucket, count);
  return filled;
}
