import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { eips } from "@/lib/db/schema";
import { storePoints } from "@/lib/metrics/store";
import { type EipValues, eipFields } from "@/lib/model/metric";
import { createAlarmRule } from "../alarmrule/create";
import { testContext } from "../testing/context";
import { listObjectAlarms } from "./firing";
import { searchAlarmEvents } from "./history";
import { AlarmKeeper } from "./keeper";
import { storedMetrics } from "./read-metric";

beforeAll(() => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-saturation-"));
});

const minute = 60_000;

test("bandwidth that is used up fires and recovers: waiting of a minute, or datagrams that were dropped (LB-11)", () => {
  const base = testContext({ connected: true });
  const clock = { now: Math.ceil(Date.now() / minute) * minute };
  const ctx = { ...base, now: () => clock.now };
  const place = { id: "eip", address: "127.0.0.9", bandwidthMbps: 5, projectId: ctx.projectId, createdAt: 0 };
  ctx.db.insert(eips).values(place).run();
  const rule = createAlarmRule(ctx, {
    name: "full",
    source: "bandwidthSaturated",
    objectType: "eip",
    objectId: "eip",
    periodS: 60,
    operator: ">=",
    threshold: 50,
    count: 1,
  });
  const keeper = new AlarmKeeper(() => ctx, storedMetrics);
  /** A minute of the EIP passes; how the rule is then, and what it read. */
  const pass = (values: Partial<EipValues>) => {
    const listed = eipFields.map((field) => values[field] ?? 0);
    const none = { loadBalancers: {}, listeners: {}, members: {}, pools: {}, latency: {} };
    storePoints(ctx.db, { at: clock.now, ...none, eips: { eip: listed } });
    clock.now += minute;
    keeper.tick();
    return listObjectAlarms(ctx, rule.id).map(({ state, value }) => [state, value])[0];
  };
  expect(pass({ bytesOut: 1e6, waitedOutMs: 29_000 })).toEqual(["ok", 48.3]);
  expect(pass({ waitedOutMs: 20_000, waitedInMs: 45_000 })).toEqual(["alarm", 75]);
  expect(pass({})).toEqual(["ok", 0]);
  expect(pass({ droppedIn: 1 })).toEqual(["alarm", 100]);
  expect(pass({ bytesIn: 9e9 })).toEqual(["ok", 0]);
  expect(searchAlarmEvents(ctx, {}).rows.map(({ kind }) => kind)).toEqual(["recovered", "fired", "recovered", "fired"]);
});
