import { beforeEach, expect, test } from "vitest";
import { getPool } from "../pool/get";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { replaceHealthMonitor } from "./replace";

let ctx: TestContext;
let poolId: string;
beforeEach(() => {
  ctx = testContext();
  poolId = createChain(ctx).poolId;
});

test("HTTP is replaced by TCP in one generation, recorded as deleted and created (K-06)", () => {
  const former = getPool(ctx, poolId).healthMonitor;
  const generation = ctx.generation();
  const made = replaceHealthMonitor(ctx, { poolId, type: "TCP", intervalS: 7 });
  expect(ctx.generation()).toBe(generation + 1);
  expect(made.id).not.toBe(former?.id);
  expect(getPool(ctx, poolId).healthMonitor).toMatchObject({ id: made.id, type: "TCP", intervalS: 7 });
  const events = ctx.traces().filter(({ resourceType, resourceId }) => {
    return resourceType === "healthmonitor" && [former?.id, made.id].includes(resourceId);
  });
  expect(events.map(({ event }) => event).toSorted()).toEqual([
    "create healthmonitor",
    "create healthmonitor",
    "delete healthmonitor",
  ]);
});

test("a refused replacement leaves the check as it was, for an observer and for a protocol that does not fit", () => {
  const former = getPool(ctx, poolId).healthMonitor;
  expect(refusalOf(() => replaceHealthMonitor(ctx, { poolId, type: "UDP" })).ruleKey).toBe("healthMonitorUdpOnly");
  const observer = ctx.as({ role: "observer" });
  expect(refusalOf(() => replaceHealthMonitor(observer, { poolId, type: "TCP" })).code).toBe("forbidden");
  expect(getPool(ctx, poolId).healthMonitor).toEqual(former);
});
