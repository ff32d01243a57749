import { latencyBuckets } from "@/lib/model/latency";
import { readTraffic, type TrafficValues } from "@/lib/model/metric";
import { type FieldSet, storedFields } from "@/lib/model/metric-catalogue";
import { type Aggregate, minuteAggregate } from "./aggregate";

const read = {
  traffic: (values: readonly number[]) => {
    const traffic = readTraffic(values);
    return storedFields.traffic.map((field) => trafficField(traffic, field));
  },
  member: (values: readonly number[]) => storedFields.member.map((_, index) => values[index] ?? 0),
  eip: (values: readonly number[]) => storedFields.eip.map((_, index) => values[index] ?? 0),
} satisfies Record<FieldSet, (values: readonly number[]) => number[]>;

function trafficField(traffic: TrafficValues, field: (typeof storedFields.traffic)[number]): number {
  switch (field) {
    case "inactiveConnections":
      return traffic.connections - traffic.activeConnections;
    case "responseTimeSumUs":
      return traffic.responseTimeSumMs * 1000;
    case "responseTimeUs":
      return traffic.requests === 0 ? 0 : (traffic.responseTimeSumMs * 1000) / traffic.requests;
    case "p50Us":
      return traffic.p50Ms * 1000;
    case "p95Us":
      return traffic.p95Ms * 1000;
    case "p99Us":
      return traffic.p99Ms * 1000;
    default:
      return traffic[field];
  }
}

/** A minute as the engine reports it; `latency` is [bucket, count] after [bucket, count] of response times. */
export function minuteOf(set: FieldSet, values: readonly number[], latency: readonly number[] = []): Aggregate {
  return minuteAggregate(read[set](values), latency.length === 0 ? null : histogramOf(latency));
}

function histogramOf(pairs: readonly number[]): Float64Array {
  const histogram = new Float64Array(latencyBuckets);
  for (let index = 0; index < pairs.length; index += 2) {
    const bucket = pairs[index] ?? 0;
    if (bucket >= 0 && bucket < latencyBuckets) histogram[bucket] = pairs[index + 1] ?? 0;
  }
  return histogram;
}
