import { beforeEach, describe, expect, test } from "vitest";
import type { CreatePoolInput } from "@/lib/model/pool";
import { createHealthMonitor } from "../healthmonitor/create";
import { deleteHealthMonitor } from "../healthmonitor/delete";
import { updateHealthMonitor } from "../healthmonitor/update";
import { createLoadBalancer } from "../loadbalancer/create";
import { getLoadBalancer } from "../loadbalancer/get";
import { addMembers } from "../member/add";
import { getMember, listMembers } from "../member/list";
import { removeMembers } from "../member/remove";
import { updateMember } from "../member/update";
import { buildSnapshot } from "../snapshot/build";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createPool } from "./create";
import { deletePool } from "./delete";
import { getPool } from "./get";
import { listPools } from "./list";
import { updatePool } from "./update";

let ctx: TestContext;
let balancerId: string;
let poolId: string;
beforeEach(() => {
  ctx = testContext();
  balancerId = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId }).id;
  poolId = createPool(ctx, { loadBalancerId: balancerId, protocol: "HTTP" }).id;
});

const missing = "9d5b7f5c-0000-4000-8000-000000000000";
const place = (port: number) => ({ address: "127.0.0.1", port });

describe("groups", () => {
  test("are made with weighted round robin and recorded", () => {
    expect(getPool(ctx, poolId)).toMatchObject({ algorithm: "ROUND_ROBIN", persistence: null, enabled: true });
    expect(ctx.traces()[0]).toMatchObject({ event: "create backend member group", resourceId: poolId });
  });

  test.each<[string, Partial<CreatePoolInput>, string, string]>([
    [
      "cookies of TCP",
      { protocol: "TCP", persistence: { type: "HTTP_COOKIE" } },
      "persistence.type",
      "persistenceSourceIpOnly",
    ],
    ["addresses of HTTP", { persistence: { type: "SOURCE_IP" } }, "persistence.type", "persistenceHttpCookies"],
    ["a cookie without a name", { persistence: { type: "APP_COOKIE" } }, "persistence.cookieName", "required"],
    [
      "a name for our cookie",
      { persistence: { type: "HTTP_COOKIE", cookieName: "x" } },
      "persistence.cookieName",
      "cookieNameOnlyAppCookie",
    ],
    [
      "a bad cookie name",
      { persistence: { type: "APP_COOKIE", cookieName: "a b" } },
      "persistence.cookieName",
      "cookieName",
    ],
    [
      "more than a day",
      { persistence: { type: "HTTP_COOKIE", timeoutS: 86_401 } },
      "persistence.timeoutS",
      "integerBetween",
    ],
    [
      "more than an hour of TCP",
      { protocol: "TCP", persistence: { type: "SOURCE_IP", timeoutS: 3_601 } },
      "persistence.timeoutS",
      "integerBetween",
    ],
    [
      "persistence of others",
      { algorithm: "LEAST_CONNECTIONS", persistence: { type: "HTTP_COOKIE" } },
      "persistence",
      "persistenceNeedsRoundRobin",
    ],
    ["no parent", { loadBalancerId: undefined }, "loadBalancerId", "loadBalancerOrListener"],
  ])("refuse %s", (_, fields, path, key) => {
    const error = refusalOf(() => createPool(ctx, { loadBalancerId: balancerId, protocol: "HTTP", ...fields }));
    expect(error.fields[0]).toEqual({ path, rule: expect.stringMatching(new RegExp(`^${key}`)) });
  });

  test("lose persistence with round robin (PG-07)", () => {
    updatePool(ctx, { id: poolId, persistence: { type: "HTTP_COOKIE", timeoutS: 1200 } });
    expect(getPool(ctx, poolId).persistence).toMatchObject({ type: "HTTP_COOKIE", timeoutS: 1200 });
    updatePool(ctx, { id: poolId, algorithm: "SOURCE_IP" });
    expect(getPool(ctx, poolId)).toMatchObject({ algorithm: "SOURCE_IP", persistence: null });
    const error = refusalOf(() => updatePool(ctx, { id: poolId, persistence: { type: "HTTP_COOKIE" } }));
    expect(error.ruleKey).toBe("persistenceNeedsRoundRobin");
  });

  test("take how servers fail and come back, in one generation with its trace", () => {
    expect(getPool(ctx, poolId)).toMatchObject({ passiveEjection: null, slowStartS: 0, failOpen: false });
    const generation = ctx.generation();
    updatePool(ctx, { id: poolId, passiveEjection: { ejectS: 60 }, slowStartS: 120, failOpen: true });
    const changed = { passiveEjection: { consecutiveFailures: 3, ejectS: 60 }, slowStartS: 120, failOpen: true };
    expect(getPool(ctx, poolId)).toMatchObject(changed);
    expect(ctx.generation()).toBe(generation + 1);
    expect(ctx.traces()[0]).toMatchObject({ before: { failOpen: false }, after: changed });
    expect(buildSnapshot(ctx.db).pools[0]).toMatchObject({
      passiveEjection: { consecutiveFailures: 3, ejectMs: 60_000 },
      slowStartMs: 120_000,
      failOpen: true,
    });
    updatePool(ctx, { id: poolId, passiveEjection: null });
    expect(getPool(ctx, poolId)).toMatchObject({ ...changed, passiveEjection: null });
  });

  test.each<[string, Partial<CreatePoolInput>]>([
    ["passiveEjection.consecutiveFailures", { passiveEjection: { consecutiveFailures: 0 } }],
    ["passiveEjection.ejectS", { passiveEjection: { ejectS: 3601 } }],
    ["slowStartS", { slowStartS: 901 }],
  ])("refuse a wrong %s on its field", (path, fields) => {
    const error = refusalOf(() => createPool(ctx, { loadBalancerId: balancerId, protocol: "HTTP", ...fields }));
    expect(error.fields[0]).toEqual({ path, rule: expect.stringMatching(/^integerBetween/) });
  });

  test("in use or with servers are not deleted (PG-08), empty ones are", () => {
    const { poolId: used } = createChain(ctx);
    const error = refusalOf(() => deletePool(ctx, { id: used }));
    expect([error.code, error.remains.map((one) => one.type)]).toEqual(["inUse", ["listener", "member", "member"]]);
    deletePool(ctx, { id: used, cascade: true });
    deletePool(ctx, { id: poolId });
    expect(refusalOf(() => getPool(ctx, poolId)).code).toBe("notFound");
  });

  test("of nobody are not found; observers may not", () => {
    expect(refusalOf(() => deletePool(ctx, { id: missing })).code).toBe("notFound");
    expect(refusalOf(() => updatePool(ctx.as({ role: "observer" }), { id: poolId })).code).toBe("forbidden");
  });

  test("are made with their health check, or not at all", () => {
    const input = { loadBalancerId: balancerId, name: "whole", protocol: "HTTP", algorithm: "ROUND_ROBIN" } as const;
    const { id } = createPool(ctx, { ...input, healthMonitor: { type: "HTTP", expectedCodes: "200" } });
    expect(getPool(ctx, id).healthMonitor).toMatchObject({ type: "HTTP", expectedCodes: "200" });
    const refused = refusalOf(() => createPool(ctx, { ...input, name: "half", healthMonitor: { type: "UDP" } }));
    expect(refused.fields[0]?.rule).toContain("healthMonitorUdpOnly");
    expect(listPools(ctx, {}).filter(({ name }) => name === "half")).toEqual([]);
  });
});

describe("servers", () => {
  test("are added all or none, and told apart by address and port", () => {
    const [first] = addMembers(ctx, { poolId, members: [place(1), place(2)] });
    expect(ctx.traces()[0]).toMatchObject({ event: "add backend ecs", resourceName: "127.0.0.1:2" });
    const error = refusalOf(() => addMembers(ctx, { poolId, members: [place(3), place(1)] }));
    expect([error.code, error.fields[0]?.path]).toEqual(["conflict", "members.1.port"]);
    expect(listMembers(ctx, poolId)).toHaveLength(2);
    expect(getMember(ctx, poolId, first?.id ?? "")).toMatchObject({ weight: 1, enabled: true });
  });

  test.each([
    ["weight", { weight: 101 }, "integerBetween"],
    ["weight", { weight: -1 }, "integerBetween"],
    ["port", { port: 0 }, "integerBetween"],
    ["address", { address: "host" }, "ipAddress"],
    ["monitorPort", { monitorPort: 70_000 }, "integerBetween"],
    ["serverId", { serverId: missing }, "unknownReference"],
  ])("refuse a wrong %s on its field", (field, fields, key) => {
    const error = refusalOf(() => addMembers(ctx, { poolId, members: [{ ...place(1), ...fields }] }));
    expect(error.fields[0]).toEqual({
      path: `members.0.${field}`,
      rule: expect.stringMatching(new RegExp(`^${key}`)),
    });
  });

  test("change their weight; weight 0 is draining (AL-02)", () => {
    const [member] = addMembers(ctx, { poolId, members: [place(1)] });
    const id = member?.id ?? "";
    const generation = ctx.generation();
    updateMember(ctx, { poolId, id, weight: 0 });
    expect(getMember(ctx, poolId, id)).toMatchObject({ weight: 0, status: { health: "draining" } });
    expect([ctx.generation(), getLoadBalancer(ctx, balancerId).generation]).toEqual([generation + 1, generation + 1]);
    expect(ctx.traces()[0]).toMatchObject({ event: "update backend ecs", before: { weight: 1 }, after: { weight: 0 } });
  });

  test("are removed together, or none when one is not there", () => {
    const ids = addMembers(ctx, { poolId, members: [place(1), place(2)] }).map((member) => member.id);
    expect(refusalOf(() => removeMembers(ctx, { poolId, ids: [...ids, missing] })).code).toBe("notFound");
    expect(listMembers(ctx, poolId)).toHaveLength(2);
    removeMembers(ctx, { poolId, ids });
    expect(listMembers(ctx, poolId)).toEqual([]);
    expect(ctx.traces()[0]).toMatchObject({ event: "remove backend ecs" });
  });
});

describe("health checks", () => {
  test("one a group, recorded, changed and deleted", () => {
    const monitor = createHealthMonitor(ctx, { poolId, type: "TCP" });
    expect(monitor).toMatchObject({ intervalS: 5, timeoutS: 3, maxRetries: 3, maxRetriesDown: 3, port: null });
    expect(refusalOf(() => createHealthMonitor(ctx, { poolId, type: "TCP" })).ruleKey).toBe("poolHasHealthMonitor");
    const changed = updateHealthMonitor(ctx, { id: monitor.id, intervalS: 2, timeoutS: 10 });
    expect(changed).toMatchObject({ intervalS: 2, timeoutS: 10 });
    deleteHealthMonitor(ctx, { id: monitor.id });
    expect(getPool(ctx, poolId).healthMonitor).toBeNull();
    const events = ctx.traces().filter((trace) => trace.rating === "normal");
    expect(events.slice(0, 3).map((trace) => trace.event)).toEqual([
      "delete healthmonitor",
      "update healthmonitor",
      "create healthmonitor",
    ]);
  });

  test.each([
    ["intervalS", { intervalS: 51 }, "integerBetween"],
    ["timeoutS", { timeoutS: 0 }, "integerBetween"],
    ["maxRetries", { maxRetries: 11 }, "integerBetween"],
    ["urlPath", { urlPath: "index" }, "urlPath"],
    ["urlPath", { urlPath: `/${"x".repeat(80)}` }, "tooLong"],
    ["domainName", { domainName: "-x" }, "domainName"],
    ["expectedCodes", { expectedCodes: "2xx" }, "expectedCodes"],
    ["port", { port: 65_536 }, "integerBetween"],
  ])("refuse a wrong %s", (path, fields, key) => {
    const error = refusalOf(() => createHealthMonitor(ctx, { poolId, type: "HTTP", ...fields }));
    expect(error.fields[0]).toEqual({ path, rule: expect.stringMatching(new RegExp(`^${key}`)) });
  });

  test("by UDP are for UDP groups alone", () => {
    expect(refusalOf(() => createHealthMonitor(ctx, { poolId, type: "UDP" })).ruleKey).toBe("healthMonitorUdpOnly");
  });
});
