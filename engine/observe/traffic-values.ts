import { trafficFields, type TrafficValues } from "@/lib/model/metric";
import { Cell } from "./cells";
import { percentileMs, roundMs } from "./percentile";

/** Values of a window in the order of {@link trafficFields}, from cells (totals of the window, gauges) and durations. */
export function trafficValues(cells: Float64Array, latency: Uint32Array): number[] {
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
    activeConnections: connections,
    bytesIn: cell(Cell.bytesIn),
    bytesOut: cell(Cell.bytesOut),
    responseTimeSumMs: roundMs(cell(Cell.responseTimeUs) / 1000),
    p50Ms: percentileMs(latency, 0.5),
    p95Ms: percentileMs(latency, 0.95),
    p99Ms: percentileMs(latency, 0.99),
  };
  return trafficFields.map((field) => values[field]);
}
