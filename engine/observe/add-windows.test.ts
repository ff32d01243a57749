import { expect, test } from "vitest";
import { emptyTraffic, type TrafficValues, trafficFields } from "@/lib/model/metric";
import type { Window } from "@/lib/wire/messages";
import { addWindows } from "./add-windows";

function values(change: Partial<TrafficValues>): number[] {
  const all = { ...emptyTraffic(), ...change };
  return trafficFields.map((field) => all[field]);
}

function window(listeners: Window["listeners"], members: Window["members"] = {}): Window {
  return {
    at: 60_000,
    loadBalancers: {},
    listeners,
    members,
    eips: { eip: [1, 2, 0, 0, 5, 0] },
    pools: members,
    latency: { a: [3, 1, 9, 2] },
  };
}

test("counts add up, gauges are the later ones, percentiles the busier part's", () => {
  const earlier = values({ requests: 10, status2xx: 9, connections: 5, responseTimeSumMs: 20, p99Ms: 8 });
  const later = values({ requests: 2, status2xx: 2, connections: 1, responseTimeSumMs: 1, p99Ms: 1 });
  expect(addWindows(window({ a: earlier }), window({ a: later })).listeners.a).toEqual(
    values({ requests: 12, status2xx: 11, connections: 1, responseTimeSumMs: 21, p99Ms: 8 }),
  );
});

test("members add up too, and objects of either part stay", () => {
  const sum = addWindows(
    window({ gone: values({ requests: 1 }) }, { m: [3, 1, 4, 2, 1, 10, 20, 1, 0, 2, 80, 40, 30, 50, 60] }),
    window({ fresh: values({}) }, { m: [2, 0, 1, 1, 1, 5, 5, 0, 1, 1, 10, 10, 9, 10, 11] }),
  );
  expect(sum.members.m).toEqual([5, 1, 1, 3, 2, 15, 25, 0, 1, 3, 90, 40, 30, 50, 60]);
  expect(sum.pools).toEqual(sum.members);
  expect(sum.latency.a).toEqual([3, 2, 9, 4]);
  expect(sum.eips.eip).toEqual([2, 4, 0, 0, 10, 0]);
  expect(Object.keys(sum.listeners)).toEqual(["gone", "fresh"]);
});
