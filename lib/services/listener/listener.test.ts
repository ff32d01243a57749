import { beforeEach, describe, expect, test } from "vitest";
import { quotas } from "@/lib/db/schema";
import type { CreateListenerInput } from "@/lib/model/listener";
import type { CreateListenerChainInput } from "@/lib/model/listener-chain";
import { getHealthMonitor } from "../healthmonitor/get";
import { createLoadBalancer } from "../loadbalancer/create";
import { getLoadBalancer } from "../loadbalancer/get";
import { listMembers } from "../member/list";
import { removeMembers } from "../member/remove";
import { createPool } from "../pool/create";
import { getPool } from "../pool/get";
import { listPools } from "../pool/list";
import { buildSnapshot } from "../snapshot/build";
import { chainInput, createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createListener } from "./create";
import { createListenerChain } from "./create-chain";
import { deleteListener } from "./delete";
import { getListener } from "./get";
import { listListeners } from "./list";
import { updateListener } from "./update";

let ctx: TestContext;
let balancerId: string;
beforeEach(() => {
  ctx = testContext();
  balancerId = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId }).id;
});

const missing = "9d5b7f5c-0000-4000-8000-000000000000";
const http = (port: number): CreateListenerInput => ({ loadBalancerId: balancerId, protocol: "HTTP", port });

describe("create", () => {
  test("records it and makes a generation of it and its load balancer", () => {
    const generation = ctx.generation();
    const listener = createListener(ctx, http(80));
    expect(listener.name).toMatch(/^listener-/);
    expect(listener.timeouts).toEqual({
      clientDataMs: 60_000,
      headerMs: 60_000,
      memberConnectMs: 5_000,
      memberDataMs: 60_000,
    });
    expect(ctx.generation()).toBe(generation + 1);
    expect(getLoadBalancer(ctx, balancerId).generation).toBe(generation + 1);
    expect(ctx.traces()[0]).toMatchObject({ event: "create listener", resourceId: listener.id });
  });

  test("a port is one listener's; the message names the other (LS-03)", () => {
    createListener(ctx, { ...http(80), name: "first" });
    const error = refusalOf(() => createListener(ctx, http(80)));
    expect(error.code).toBe("conflict");
    expect(error.fields).toEqual([{ path: "port", rule: "portInUse?protocol=HTTP&port=80&name=first" }]);
    const other = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    expect(createListener(ctx, { ...http(80), loadBalancerId: other.id }).port).toBe(80);
  });

  test.each<[string, Partial<CreateListenerInput>, string, string]>([
    ["port 0", { port: 0 }, "port", "integerBetween"],
    ["port 65536", { port: 65_536 }, "port", "integerBetween"],
    ["a broken port", { port: 80.5 }, "port", "integerBetween"],
    ["HTTPS without a certificate", { protocol: "HTTPS" }, "tls.defaultCertificateId", "defaultCertificateMissing"],
    ["an unknown group", { defaultPoolId: missing }, "defaultPoolId", "unknownReference"],
    ["301 addresses", { accessControl: { enabled: true, cidrs: many(301) } }, "accessControl.cidrs", "tooMany"],
    ["IPv6", { accessControl: { enabled: true, cidrs: ["::1"] } }, "accessControl.cidrs.0", "ipv4OrCidr"],
    [
      "a repetition",
      { accessControl: { cidrs: ["10.0.0.0/8", "10.1.0.0/8"] } },
      "accessControl.cidrs.1",
      "duplicateCidr",
    ],
    ["101 proxies", { trustedProxies: many(101) }, "trustedProxies", "tooMany"],
    ["a proxy by name", { trustedProxies: ["proxy.example"] }, "trustedProxies.0", "ipv4OrCidr"],
    ["no connection a source", { connectionsPerSource: 0 }, "connectionsPerSource", "connectionsPerSource"],
    ["too many a source", { connectionsPerSource: 100_001 }, "connectionsPerSource", "integerBetween"],
    ["a long header", { timeouts: { headerMs: 300_001 } }, "timeouts.headerMs", "integerBetween"],
    ["a short timeout", { timeouts: { clientDataMs: 10 } }, "timeouts.clientDataMs", "integerBetween"],
  ])("refuses %s on its field", (_, fields, path, key) => {
    const error = refusalOf(() => createListener(ctx, { ...http(80), ...fields }));
    expect(error.code).toBe("invalid");
    expect(error.fields[0]).toEqual({ path, rule: expect.stringMatching(new RegExp(`^${key}`)) });
    expect(ctx.traces()[0]).toMatchObject({ event: "create listener", rating: "warning" });
  });

  test("the group must be the load balancer's own and fit (LS-11)", () => {
    const other = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    const foreign = createPool(ctx, { loadBalancerId: other.id, protocol: "HTTP" });
    expect(refusalOf(() => createListener(ctx, { ...http(80), defaultPoolId: foreign.id })).ruleKey).toBe(
      "poolOfOtherLoadBalancer",
    );
    const tcp = createPool(ctx, { loadBalancerId: balancerId, protocol: "TCP" });
    expect(refusalOf(() => createListener(ctx, { ...http(80), defaultPoolId: tcp.id })).ruleKey).toBe(
      "poolProtocolMismatch",
    );
  });

  test("of TCP ends after 300 s of silence unless it is told otherwise (L7-27)", () => {
    const tcp = createListener(ctx, { ...http(90), protocol: "TCP" });
    expect(tcp.timeouts).toMatchObject({ clientDataMs: 300_000, memberDataMs: 300_000, memberConnectMs: 5_000 });
    const own = createListener(ctx, { ...http(91), protocol: "TCP", timeouts: { clientDataMs: 20_000 } });
    expect(own.timeouts).toMatchObject({ clientDataMs: 20_000, memberDataMs: 300_000 });
    expect(createListener(ctx, http(92)).timeouts).toMatchObject({ clientDataMs: 60_000, memberDataMs: 60_000 });
  });

  test("of HTTP and TCP cannot have one port (LS-03)", () => {
    createListener(ctx, { ...http(80), name: "first" });
    expect(refusalOf(() => createListener(ctx, { ...http(80), protocol: "TCP" })).rule).toBe(
      "portInUseByOther?protocol=HTTP&port=80&name=first",
    );
  });

  test("stops at the quota", () => {
    ctx.db.update(quotas).set({ limit: 1 }).run();
    createListener(ctx, http(80));
    expect(refusalOf(() => createListener(ctx, http(81))).rule).toBe("quotaListener?limit=1");
  });

  test("is forbidden to observers, and needs its load balancer", () => {
    expect(refusalOf(() => createListener(ctx.as({ role: "observer" }), http(80))).code).toBe("forbidden");
    expect(refusalOf(() => createListener(ctx, { ...http(80), loadBalancerId: missing })).code).toBe("notFound");
  });
});

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
}

describe("the wizard's chain", () => {
  test("writes everything in one generation, each part with its trace (LS-05)", () => {
    const generation = ctx.generation();
    const { listener, poolId } = createListenerChain(ctx, chainInput(balancerId));
    expect(ctx.generation()).toBe(generation + 1);
    expect(getListener(ctx, listener.id)).toMatchObject({ defaultPool: { id: poolId, name: "servers" } });
    expect(listMembers(ctx, poolId).map((member) => [member.port, member.weight])).toEqual([
      [9001, 3],
      [9002, 1],
    ]);
    const pool = getPool(ctx, poolId);
    expect(getHealthMonitor(ctx, pool.healthMonitor?.id ?? "")).toMatchObject({ type: "HTTP", intervalS: 5 });
    const mine = ctx.traces().filter((trace) => trace.resourceType !== "loadbalancer");
    expect(mine.map((trace) => trace.event).toReversed()).toEqual([
      "create backend member group",
      "create healthmonitor",
      "add backend ecs",
      "add backend ecs",
      "create listener",
    ]);
  });

  test("writes nothing when its last part is refused", () => {
    createListener(ctx, http(80));
    const generation = ctx.generation();
    const error = refusalOf(() => createListenerChain(ctx, chainInput(balancerId)));
    expect([error.code, error.fields[0]?.path]).toEqual(["conflict", "listener.port"]);
    expect(listPools(ctx)).toEqual([]);
    expect(ctx.generation()).toBe(generation);
  });

  test("without a health check servers count as unchecked (HC-11)", () => {
    const { pool, ...input } = chainInput(balancerId);
    const healthMonitor = { enabled: false, type: "HTTP" } as const;
    const { poolId } = createListenerChain(ctx, { ...input, pool: { ...pool, healthMonitor } });
    expect(getPool(ctx, poolId).healthMonitor).toBeNull();
    expect(listMembers(ctx, poolId)[0]?.status.health).toBe("no-monitor");
  });

  test("takes an existing group", () => {
    const pool = createPool(ctx, { loadBalancerId: balancerId, protocol: "HTTP" });
    const input: CreateListenerChainInput = { ...chainInput(balancerId), pool: { kind: "existing", poolId: pool.id } };
    expect(createListenerChain(ctx, input).listener.defaultPoolId).toBe(pool.id);
  });

  test("refuses a server twice, on the second", () => {
    const { pool, ...input } = chainInput(balancerId);
    const server = { address: "127.0.0.1", port: 9001 };
    const twice = { ...pool, members: [server, server] };
    expect(refusalOf(() => createListenerChain(ctx, { ...input, pool: twice })).fields[0]).toEqual({
      path: "pool.members.1.port",
      rule: "duplicateMember?address=127.0.0.1&port=9001",
    });
  });
});

describe("update", () => {
  test("keeps what is not given and switches groups (PG-11)", () => {
    const { listener } = createListenerChain(ctx, chainInput(balancerId));
    const pool = createPool(ctx, { loadBalancerId: balancerId, protocol: "HTTP" });
    updateListener(ctx, { id: listener.id, defaultPoolId: pool.id, accessControl: { enabled: true, cidrs: [] } });
    expect(getListener(ctx, listener.id)).toMatchObject({
      name: "web",
      port: 80,
      defaultPoolId: pool.id,
      accessControl: { enabled: true, cidrs: [] },
    });
    expect(ctx.traces()[0]).toMatchObject({ event: "update listener", before: { name: "web" } });
  });

  test("takes the settings of the data path into the snapshot", () => {
    const { id } = createListener(ctx, http(80));
    const defaults = { trustedProxies: [], forwardedFor: "append", connectionsPerSource: -1 };
    expect(getListener(ctx, id)).toMatchObject(defaults);
    const generation = ctx.generation();
    const settings = {
      trustedProxies: ["10.0.0.0/8"],
      forwardedFor: "preserve",
      connectionsPerSource: 20,
      timeouts: { headerMs: 5_000 },
    } as const;
    updateListener(ctx, { id, ...settings, trustedProxies: [...settings.trustedProxies] });
    expect(getListener(ctx, id)).toMatchObject(settings);
    expect(ctx.generation()).toBe(generation + 1);
    expect(ctx.traces()[0]).toMatchObject({ before: defaults, after: settings });
    expect(buildSnapshot(ctx.db).listeners[0]).toMatchObject(settings);
  });

  test("of one that is not there is not found, for observers forbidden", () => {
    expect(refusalOf(() => updateListener(ctx, { id: missing })).code).toBe("notFound");
    expect(refusalOf(() => updateListener(ctx.as({ role: "observer" }), { id: missing })).code).toBe("forbidden");
  });
});

describe("delete (LS-14, K-10)", () => {
  test("is refused while the group has servers, and lists them", () => {
    const { listener, poolId } = createChain(ctx);
    const error = refusalOf(() => deleteListener(ctx, { id: listener.id }));
    expect(error.code).toBe("inUse");
    expect(error.remains.map((one) => [one.type, one.name])).toEqual([
      ["member", "127.0.0.1:9001"],
      ["member", "127.0.0.1:9002"],
    ]);
    removeMembers(ctx, { poolId, ids: error.remains.map((one) => one.id) });
    deleteListener(ctx, { id: listener.id });
    expect(refusalOf(() => getPool(ctx, poolId)).code).toBe("notFound");
  });

  test("takes the servers along when told to", () => {
    const { listener, poolId } = createChain(ctx);
    deleteListener(ctx, { id: listener.id, withServers: true });
    expect(refusalOf(() => getPool(ctx, poolId)).code).toBe("notFound");
    expect(listListeners(ctx)).toEqual([]);
  });

  test("leaves a group that another listener uses", () => {
    const { listener, poolId, balancer } = createChain(ctx);
    const second = createListener(ctx, { ...http(81), loadBalancerId: balancer.id, defaultPoolId: poolId });
    deleteListener(ctx, { id: listener.id });
    expect(getListener(ctx, second.id).defaultPool?.id).toBe(poolId);
  });

  test("leaves the group where asked to", () => {
    const { listener, poolId } = createChain(ctx);
    deleteListener(ctx, { id: listener.id, keepPool: true });
    expect(getPool(ctx, poolId).listeners).toEqual([]);
  });
});
