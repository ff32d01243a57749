import fc from "fast-check";
import { expect, test } from "vitest";
import { eips } from "@/lib/db/schema";
import { latencyBuckets, percentileMs } from "@/lib/model/latency";
import { type MemberField, memberFields, type TrafficValues, trafficFields } from "@/lib/model/metric";
import type { MetricKey, Statistic } from "@/lib/model/metric-catalogue";
import { readingsUntil, readMetric } from "@/lib/services/metrics/reading";
import { testContext } from "@/lib/services/testing/context";
import { type Aggregate, mergeAggregates, minuteAggregate } from "./aggregate";
import { decode, encode } from "./codec";
import { metricObject, readSpan, readWindows } from "./read";
import { rollUp } from "./roll-up";
import { statementsOf } from "./statements";
import { expirePoints, storePoints } from "./store";

const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;

type Db = ReturnType<typeof testContext>["db"];

function windowAt(at: number, values: Partial<TrafficValues>, latency: number[] = []) {
  const listed = trafficFields.map((field) => values[field] ?? 0);
  return {
    at,
    loadBalancers: { lb: listed },
    listeners: {},
    members: {},
    eips: {},
    pools: {},
    latency: { lb: latency },
  };
}

function reading(db: Db, metric: MetricKey, statistic: Statistic, { to, minutes }: { to: number; minutes: number }) {
  const resource = { type: "loadbalancer", id: "lb" } as const;
  return readMetric(db, { resource, metric, statistic, periodMs: minutes * minute, to });
}

test("a minute that the engine did not report is a gap, a quiet one is a zero (K-11)", () => {
  const { db } = testContext();
  storePoints(db, windowAt(hour, { requests: 60 }));
  storePoints(db, windowAt(hour + 2 * minute, {}));
  const perMinute = [1, 2, 3].map((index) =>
    reading(db, "mb_l7_qps", "average", { to: hour + index * minute, minutes: 1 }),
  );
  expect(perMinute).toEqual([1, null, 0]);
  expect(reading(db, "mb_l7_qps", "average", { to: hour + 3 * minute, minutes: 3 })).toBe(0.5);
  expect(readingsUntil(db)).toBe(hour + 3 * minute);
});

test("nothing is read of an object that was never there, is of another kind, or does not have the metric", () => {
  const { db } = testContext();
  storePoints(db, windowAt(hour, {}));
  const asked = { metric: "m1_cps", statistic: "max", periodMs: minute, to: hour + minute } as const;
  expect(readMetric(db, { ...asked, resource: { type: "loadbalancer", id: "lb" } })).toBe(0);
  expect(readMetric(db, { ...asked, resource: { type: "listener", id: "lb" } })).toBeNull();
  expect(readMetric(db, { ...asked, resource: { type: "listener", id: "other" } })).toBeNull();
  expect(readMetric(db, { ...asked, metric: "eip_in_bps", resource: { type: "loadbalancer", id: "lb" } })).toBeNull();
});

test("an EIP that nothing is bound to carries nothing; without the engine it is a gap", () => {
  const { db, projectId } = testContext();
  const row = { id: "eip", address: "127.0.0.9", bandwidthMbps: 5, projectId, createdAt: 0 };
  db.insert(eips).values(row).run();
  storePoints(db, windowAt(hour, {}));
  const resource = { type: "eip", id: "eip" } as const;
  const read = (metric: MetricKey, to: number) =>
    readMetric(db, { resource, metric, statistic: "average", periodMs: minute, to });
  expect(read("eip_in_bps", hour + minute)).toBe(0);
  expect(read("eip_in_bps", hour + 2 * minute)).toBeNull();
  const carried = { ...windowAt(hour + 2 * minute, {}), eips: { eip: [600, 0, 30, 0, 30_000, 0] } };
  storePoints(db, carried);
  expect(read("eip_in_bps", hour + 3 * minute)).toBe(80);
  expect(read("eip_in_saturated", hour + 3 * minute)).toBe(50);
  expect(read("eip_in_dropped", hour + 3 * minute)).toBe(0.5);
});

test("every statistic is what its definition says", () => {
  const { db } = testContext();
  storePoints(
    db,
    windowAt(hour, { requests: 60, responseTimeSumMs: 600, connections: 9, activeConnections: 5 }, [0, 60]),
  );
  storePoints(db, windowAt(hour + minute, { requests: 20, responseTimeSumMs: 1000, connections: 4 }, [100, 20]));
  const all = (metric: MetricKey) =>
    (["average", "max", "min", "sum"] as const).map((one) =>
      reading(db, metric, one, { to: hour + 2 * minute, minutes: 2 }),
    );
  expect(all("mb_l7_qps").map((value) => Math.round((value ?? 0) * 60))).toEqual([40, 60, 20, 80]);
  expect(all("m1_cps")).toEqual([6.5, 9, 4, 13]);
  expect(all("m3_inact_conn")).toEqual([4, 4, 4, 8]);
  expect(all("m14_l7_rt")).toEqual([20, 50, 10, 60]);
  expect(reading(db, "rt_p50", "average", { to: hour + 2 * minute, minutes: 2 })).toBeCloseTo(0.017, 3);
  expect(reading(db, "rt_p95", "average", { to: hour + 2 * minute, minutes: 2 })).toBeGreaterThan(90);
});

test("servers and groups have response times, over their whole answers", () => {
  const { db } = testContext();
  const values = { requests: 9, responses: 4, responseTimeSumUs: 20_000, responseTimeUs: 5000, p95Us: 9000 };
  const listed = memberFields.map((field) => (values as Partial<Record<MemberField, number>>)[field] ?? 0);
  const latency = { m: [80, 4], p: [80, 4] };
  storePoints(db, { ...windowAt(hour, {}), members: { m: listed }, pools: { p: listed }, latency });
  for (const resource of [
    { type: "member", id: "m" },
    { type: "pool", id: "p" },
  ] as const) {
    const read = (metric: MetricKey, statistic: Statistic) =>
      readMetric(db, { resource, metric, statistic, periodMs: minute, to: hour + minute });
    expect(read("m14_l7_rt", "average")).toBe(5);
    expect(read("m14_l7_rt", "max")).toBe(5);
    expect(read("rt_p95", "max")).toBe(9);
    expect(read("rt_p95", "average")).toBeCloseTo(17.4, 0);
  }
});

const value = fc.oneof(fc.constant(0), fc.nat(1000), fc.nat({ max: 2 ** 45 }));
const aMinute = fc
  .tuple(fc.array(value, { minLength: 4, maxLength: 4 }), fc.array(fc.tuple(fc.nat(latencyBuckets - 1), fc.nat(9e6))))
  .map(([values, pairs]): Aggregate => {
    const latency = pairs.some(([, count]) => count > 0) ? new Float64Array(latencyBuckets) : null;
    for (const [bucket, count] of pairs) if (latency !== null) latency[bucket] = count;
    return minuteAggregate(values, latency?.some((count) => count > 0) ? latency : null);
  });

test("what is written is what is read", () => {
  fc.assert(
    fc.property(fc.array(aMinute, { minLength: 1, maxLength: 9 }), (minutes) => {
      for (const one of minutes) expect(decode(encode(one, true), 4, true)).toEqual(one);
      const merged = mergeAggregates(minutes);
      if (merged !== null) expect(decode(encode(merged, false), 4, false)).toEqual({ ...merged });
    }),
  );
});

test("it does not matter how minutes were grouped before they were merged", () => {
  fc.assert(
    fc.property(fc.array(aMinute, { minLength: 2, maxLength: 20 }), fc.nat(), (minutes, cut) => {
      const at = 1 + (cut % (minutes.length - 1));
      const halves = [minutes.slice(0, at), minutes.slice(at).toReversed()].map((half) => mergeAggregates(half));
      expect(mergeAggregates(halves.filter((half) => half !== null))).toEqual(mergeAggregates(minutes));
    }),
  );
});

test("any bytes are read without a fault", () => {
  fc.assert(fc.property(fc.uint8Array(), fc.boolean(), (bytes, isMinute) => void decode(bytes, 24, isMinute)));
});

function rollUpAll(db: Db) {
  while (rollUp(db, 1));
}

test("longer windows are the same before and after they are rolled up, wherever the work stops", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3000), fc.nat(9999)), { maxLength: 40 }), fc.nat(5), (loads, steps) => {
      const { db } = testContext();
      for (const [at, requests] of loads) storePoints(db, windowAt(at * minute, { requests }, [at % 100, requests]));
      const lb = metricObject(db, "lb");
      if (lb === undefined) return;
      const read = () =>
        [5, 20, 60, 240, 1440].map((period) => [...readWindows(db, lb, period, { from: 0, to: 4320 })]);
      const before = read();
      for (let step = 0; step < steps; step++) rollUp(db, 1);
      expect(read()).toEqual(before);
      rollUpAll(db);
      expect(read()).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

test("a minute that comes late, or again, is in the longer windows in the end, once", () => {
  const { db } = testContext();
  for (let at = 0; at < 61; at++) storePoints(db, windowAt(at * minute, { requests: 1 }));
  rollUpAll(db);
  storePoints(db, windowAt(7 * minute, { requests: 100 }));
  const lb = metricObject(db, "lb");
  if (lb === undefined) throw new Error("no object");
  const requests = () => readSpan(db, lb, { from: 0, to: 60 })?.sums[0];
  expect(requests()).toBe(159);
  rollUpAll(db);
  expect(requests()).toBe(159);
  const stored = statementsOf(db).range.all(lb.ref, 60, 0, 60);
  expect(stored).toHaveLength(1);
});

test("percentiles of a day are those of its requests, not means of percentiles", () => {
  const { db } = testContext();
  for (let at = 0; at < 1441; at++) {
    storePoints(db, windowAt(at * minute, { requests: 10, p95Ms: at % 10 }, at === 7 ? [150, 9000] : [20, 10]));
  }
  rollUpAll(db);
  const lb = metricObject(db, "lb");
  if (lb === undefined) throw new Error("no object");
  const window = readSpan(db, lb, { from: 0, to: 1440 });
  const exact = new Float64Array(latencyBuckets);
  exact[150] = 9000;
  exact[20] = 14_390;
  expect(window?.latency).toEqual(exact);
  expect(reading(db, "rt_p95", "average", { to: day, minutes: 1440 })).toBe(percentileMs(exact, 0.95));
});

test("old minutes are forgotten, and objects of which nothing is left; longer windows stay longer", () => {
  const { db } = testContext();
  const now = 1000 * day;
  storePoints(db, { ...windowAt(now - 8 * day, { requests: 9 }), listeners: { gone: [1] } });
  storePoints(db, windowAt(now - minute, {}));
  rollUpAll(db);
  expect(expirePoints(db, now, 0)).toBe(0);
  const lb = metricObject(db, "lb");
  if (lb === undefined) throw new Error("no object");
  const rows = (period: number) => statementsOf(db).range.all(lb.ref, period, 0, now / minute).length;
  expect([rows(1), rows(5), rows(60), rows(1440)]).toEqual([1, 2, 2, 2]);
  expect(expirePoints(db, now + 2000 * day, 0)).toBe(0);
  expect([rows(1), rows(5), rows(60), rows(1440)]).toEqual([0, 0, 0, 0]);
  expect(metricObject(db, "gone")).toBeUndefined();
});

test("expiry goes on where it stopped", () => {
  const { db } = testContext();
  storePoints(db, { ...windowAt(hour, {}), listeners: { a: [1], b: [1] } });
  const first = expirePoints(db, 3000 * day, 0, 2);
  expect(first).toBeGreaterThan(0);
  expect(expirePoints(db, 3000 * day, first, 2)).toBe(0);
  expect(["lb", "a", "b"].map((id) => metricObject(db, id))).toEqual([undefined, undefined, undefined]);
});
