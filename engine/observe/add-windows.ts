import { type MemberField, memberFields, type TrafficValues, trafficFields } from "@/lib/model/metric";
import type { Window } from "@/lib/wire/messages";

/**
 * Two parts of one minute as one window (the engine was restarted inside it): counts add up, gauges are the later
 * ones, percentiles those of the part with more requests.
 */
export function addWindows(earlier: Window, later: Window): Window {
  return {
    at: later.at,
    loadBalancers: combine(earlier.loadBalancers, later.loadBalancers, addTraffic),
    listeners: combine(earlier.listeners, later.listeners, addTraffic),
    members: combine(earlier.members, later.members, addMember),
    eips: combine(earlier.eips, later.eips, addCounts),
    pools: combine(earlier.pools, later.pools, addMember),
    latency: combine(earlier.latency, later.latency, addBuckets),
  };
}

type Values = Record<string, number[]>;

function combine(earlier: Values, later: Values, add: (a: number[], b: number[]) => number[]): Values {
  const combined: Values = { ...earlier, ...later };
  for (const [id, values] of Object.entries(later)) {
    const before = earlier[id];
    if (before !== undefined) combined[id] = add(before, values);
  }
  return combined;
}

const gauges = new Set<keyof TrafficValues>(["connections", "activeConnections", "normalServers", "abnormalServers"]);
const percentiles = new Set<keyof TrafficValues>(["p50Ms", "p95Ms", "p99Ms"]);

function addTraffic(earlier: number[], later: number[]): number[] {
  const busier = (earlier[0] ?? 0) > (later[0] ?? 0) ? earlier : later;
  return trafficFields.map((field, index) => {
    if (gauges.has(field)) return later[index] ?? 0;
    if (percentiles.has(field)) return busier[index] ?? 0;
    return (earlier[index] ?? 0) + (later[index] ?? 0);
  });
}

function addCounts(earlier: number[], later: number[]): number[] {
  return later.map((value, index) => value + (earlier[index] ?? 0));
}

const memberGauges = new Set<MemberField>(["connections", "normalServers", "abnormalServers"]);
const memberTimes = new Set<MemberField>(["responseTimeUs", "p50Us", "p95Us", "p99Us"]);
const responses = memberFields.indexOf("responses");

function addMember(earlier: number[], later: number[]): number[] {
  const busier = (earlier[responses] ?? 0) > (later[responses] ?? 0) ? earlier : later;
  return memberFields.map((field, index) => {
    if (memberGauges.has(field)) return later[index] ?? 0;
    if (memberTimes.has(field)) return busier[index] ?? 0;
    return (earlier[index] ?? 0) + (later[index] ?? 0);
  });
}

function addBuckets(earlier: number[], later: number[]): number[] {
  const counts = new Map<number, number>();
  for (const pairs of [earlier, later]) {
    for (let index = 0; index < pairs.length; index += 2) {
      const bucket = pairs[index] ?? 0;
      counts.set(bucket, (counts.get(bucket) ?? 0) + (pairs[index + 1] ?? 0));
    }
  }
  return [...counts].toSorted(([a], [b]) => a - b).flat();
}
