import { expect, it } from "vitest";
import type { LiveWindow } from "@/lib/model/live";
import { memberFields, trafficFields } from "@/lib/model/metric";
import { liveMetricPoints } from "./live-metrics";

function listed(fields: readonly string[], values: Record<string, number>): number[] {
  return fields.map((field) => values[field] ?? 0);
}

function second(at: number, front: Record<string, number>, back: Record<string, number>): LiveWindow {
  const values = listed(memberFields, back);
  const fronts = { loadBalancers: { lb: listed(trafficFields, front) }, listeners: {} };
  return { at: at * 1000, ...fronts, members: { m: values }, pools: { p: values } };
}

it("response times are over requests of the newest seconds, of servers and groups over whole answers, in ms", () => {
  const windows = [
    second(
      1,
      { requests: 3, responseTimeSumMs: 60, p95Ms: 30 },
      { requests: 3, responses: 1, responseTimeSumUs: 10_000, p95Us: 10_000 },
    ),
    second(
      2,
      { requests: 1, responseTimeSumMs: 100, p95Ms: 110 },
      { requests: 1, responses: 3, responseTimeSumUs: 150_000, p95Us: 50_000 },
    ),
  ];
  const last = (kind: "loadbalancer" | "member" | "pool", id: string) => liveMetricPoints(windows, kind, id).at(-1);
  expect(last("loadbalancer", "lb")?.values).toMatchObject({ m14_l7_rt: 40, rt_p95: 50 });
  for (const point of [last("member", "m"), last("pool", "p")]) {
    expect(point?.values).toMatchObject({ m14_l7_rt: 40, rt_p95: 40, server_requests: 1 });
  }
});

it("nothing was answered: there is no response time, and a missing second is a gap", () => {
  const windows = [second(1, {}, {}), second(9, {}, { requests: 1 })];
  const points = liveMetricPoints(windows, "member", "m");
  expect(points.map(({ values }) => values.m14_l7_rt)).toEqual([null, undefined, undefined, null]);
  expect(points.map(({ values }) => values.server_requests)).toEqual([0, undefined, undefined, 1]);
});
