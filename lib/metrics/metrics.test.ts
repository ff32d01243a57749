import { expect, test } from "vitest";
import { metricPoints } from "@/lib/db/schema";
import { type TrafficValues, trafficFields } from "@/lib/model/metric";
import { testContext } from "@/lib/services/testing/context";
import { readTrafficRange, stepOf } from "./range";
import { expirePoints, storePoints } from "./store";

const minute = 60_000;
const hour = 3_600_000;

function windowAt(at: number, values: Partial<TrafficValues>) {
  const listed = trafficFields.map((field) => values[field] ?? 0);
  return { at, loadBalancers: { lb: listed }, listeners: {}, members: {}, eips: {} };
}

test("a minute that the engine did not report is a gap, a quiet one is a zero", () => {
  const { db } = testContext();
  storePoints(db, windowAt(hour, { requests: 60 }));
  storePoints(db, windowAt(hour + 2 * minute, {}));
  const points = readTrafficRange(db, "lb", { from: hour, to: hour + 3 * minute });
  expect(points.map((point) => point.values?.requests ?? null)).toEqual([60, null, 0]);
});

test("a point that is delivered again counts once", () => {
  const { db } = testContext();
  for (let i = 0; i < 2; i++) storePoints(db, windowAt(hour, { requests: 60 }));
  expect(readTrafficRange(db, "lb", { from: hour, to: hour + minute })[0]?.values?.requests).toBe(60);
});

test("longer steps add counts, keep the last gauge and weigh percentiles by requests", () => {
  const { db } = testContext();
  storePoints(db, windowAt(hour, { requests: 30, connections: 9, p95Ms: 10 }));
  storePoints(db, windowAt(hour + minute, { requests: 10, connections: 4, p95Ms: 50 }));
  const [point] = readTrafficRange(db, "lb", { from: hour, to: hour + 5 * minute, stepMs: 5 * minute });
  expect(point?.values).toMatchObject({ requests: 40, connections: 4, p95Ms: 20 });
});

test("a chart never gets more points than it draws", () => {
  expect(stepOf({ from: 0, to: hour })).toBe(minute);
  expect(stepOf({ from: 0, to: 30 * 24 * hour })).toBe(144 * minute);
  expect(stepOf({ from: 0, to: hour, stepMs: 1 })).toBe(minute);
});

test("old points are forgotten", () => {
  const { db } = testContext();
  const now = Date.now();
  storePoints(db, windowAt(now - 31 * 24 * hour, {}));
  storePoints(db, windowAt(now - minute, {}));
  expirePoints(db, now);
  expect(db.select().from(metricPoints).all()).toHaveLength(1);
});
