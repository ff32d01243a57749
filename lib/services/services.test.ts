import { beforeEach, describe, expect, test } from "vitest";
import { demoServers } from "@/lib/db/schema";
import { bindEip } from "./eip/bind";
import { createEip } from "./eip/create";
import { deleteEip } from "./eip/delete";
import { listEips } from "./eip/list";
import { unbindEip } from "./eip/unbind";
import { updateEip } from "./eip/update";
import { createLoadBalancer } from "./loadbalancer/create";
import { listLoadBalancers } from "./loadbalancer/list";
import { readOverview } from "./overview/read";
import { createProject } from "./project/create";
import { listProjects } from "./project/list";
import { createSample } from "./sample/create";
import { findSample } from "./sample/find";
import { removeSample } from "./sample/remove";
import { buildSnapshot } from "./snapshot/build";
import { createSubnet } from "./subnet/create";
import { listSubnets } from "./subnet/list";
import { createChain } from "./testing/chain";
import { refusalOf, type TestContext, testContext } from "./testing/context";
import { listTraces } from "./trace/list";
import { createVpc } from "./vpc/create";
import { listVpcs } from "./vpc/list";

let ctx: TestContext;
beforeEach(() => {
  ctx = testContext();
});

const missing = "9d5b7f5c-0000-4000-8000-000000000000";

describe("networks", () => {
  test("VPCs have distinct names", () => {
    const vpc = createVpc(ctx, { name: "office", cidr: "192.168.3.7/16" });
    expect(vpc.cidr).toBe("192.168.0.0/16");
    expect(refusalOf(() => createVpc(ctx, { name: "office", cidr: "10.0.0.0/8" })).ruleKey).toBe("nameInUse");
    expect(refusalOf(() => createVpc(ctx, { name: "x", cidr: "10.0.0.0" })).fields[0]).toEqual({
      path: "cidr",
      rule: "cidr",
    });
    expect(refusalOf(() => createVpc(ctx.as({ role: "observer" }), { name: "x", cidr: "10.0.0.0/8" })).code).toBe(
      "forbidden",
    );
    expect(ctx.traces().find((trace) => trace.rating === "normal")).toMatchObject({ event: "create vpc" });
  });

  test("subnets lie inside their VPC and do not overlap", () => {
    const vpc = createVpc(ctx, { name: "office", cidr: "192.168.0.0/16" });
    createSubnet(ctx, { vpcId: vpc.id, name: "a", cidr: "192.168.1.0/24" });
    const outside = refusalOf(() => createSubnet(ctx, { vpcId: vpc.id, name: "b", cidr: "10.0.0.0/24" }));
    expect([outside.code, outside.ruleKey]).toEqual(["invalid", "subnetOutsideVpc"]);
    const overlap = refusalOf(() => createSubnet(ctx, { vpcId: vpc.id, name: "b", cidr: "192.168.0.0/20" }));
    expect([overlap.code, overlap.rule]).toEqual(["conflict", "subnetOverlaps?name=a&cidr=192.168.1.0%2F24"]);
    expect(refusalOf(() => createSubnet(ctx, { vpcId: missing, name: "b", cidr: "10.0.0.0/24" })).code).toBe(
      "notFound",
    );
    expect(listSubnets(ctx, { vpcId: vpc.id })).toMatchObject([{ name: "a", vpcName: "office", usedAddresses: 0 }]);
    expect(listVpcs(ctx).map((one) => one.name)).toEqual(["vpc-default", "office"]);
  });

  test("a subnet without a free address says so", () => {
    const vpc = createVpc(ctx, { name: "tiny", cidr: "192.168.0.0/30" });
    const subnet = createSubnet(ctx, { vpcId: vpc.id, name: "a", cidr: "192.168.0.0/30" });
    expect(createLoadBalancer(ctx, { subnetId: subnet.id }).vipAddress).toBe("192.168.0.2");
    expect(refusalOf(() => createLoadBalancer(ctx, { subnetId: subnet.id })).ruleKey).toBe("subnetFull");
  });
});

describe("EIPs", () => {
  test("bind, change and unbind as changes of their load balancer (AU-05)", () => {
    const balancer = createLoadBalancer(ctx, { name: "lb", subnetId: ctx.subnetId });
    const eip = createEip(ctx, { bandwidthMbps: 10, externalAddress: "203.0.113.7" });
    const generation = ctx.generation();
    bindEip(ctx, { id: eip.id, loadBalancerId: balancer.id });
    updateEip(ctx, { id: eip.id, bandwidthMbps: 20 });
    unbindEip(ctx, { id: eip.id });
    expect(ctx.generation()).toBe(generation + 3);
    expect(
      ctx
        .traces()
        .slice(0, 3)
        .map((trace) => [trace.event, trace.resourceName]),
    ).toEqual(Array.from({ length: 3 }, () => ["update loadbalancer", "lb"]));
    expect(listEips(ctx, { unbound: true })).toMatchObject([{ id: eip.id, bandwidthMbps: 20, loadBalancerName: null }]);
  });

  test("a load balancer has one, and one has a load balancer", () => {
    const [a, b] = [1, 2].map(() => createLoadBalancer(ctx, { subnetId: ctx.subnetId }).id) as [string, string];
    const [x, y] = [1, 2].map(() => createEip(ctx, { bandwidthMbps: 10 }).id) as [string, string];
    bindEip(ctx, { id: x, loadBalancerId: a });
    expect(refusalOf(() => bindEip(ctx, { id: x, loadBalancerId: b })).ruleKey).toBe("eipInUse");
    expect(refusalOf(() => bindEip(ctx, { id: y, loadBalancerId: a })).ruleKey).toBe("loadBalancerHasEip");
    expect(refusalOf(() => bindEip(ctx, { id: missing, loadBalancerId: a })).code).toBe("notFound");
    expect(refusalOf(() => deleteEip(ctx, { id: x })).ruleKey).toBe("eipInUse");
    deleteEip(ctx, { id: x, unbind: true });
    expect(listEips(ctx).map((eip) => eip.id)).toEqual([y]);
  });

  test.each([
    ["bandwidthMbps", { bandwidthMbps: 1001 }, "integerBetween"],
    ["address", { address: "10.0.0.1" }, "addressOutsideEipPool"],
    ["externalAddress", { externalAddress: "x" }, "ipv4"],
  ])("refuse a wrong %s", (path, fields, key) => {
    const error = refusalOf(() => createEip(ctx, { bandwidthMbps: 10, ...fields }));
    expect(error.fields[0]).toEqual({ path, rule: expect.stringMatching(new RegExp(`^${key}`)) });
  });
});

test("projects are made by administrators, with distinct names", () => {
  createProject(ctx, { name: "shop" });
  expect(listProjects(ctx).map((project) => project.name)).toEqual(["default", "shop"]);
  expect(refusalOf(() => createProject(ctx, { name: "shop" })).ruleKey).toBe("nameInUse");
  expect(refusalOf(() => createProject(ctx.as({ role: "operator" }), { name: "x" })).code).toBe("forbidden");
});

describe("the sample", () => {
  test("is a whole chain to two servers of the engine, once", () => {
    const balancer = createSample(ctx);
    const snapshot = buildSnapshot(ctx.db);
    const places = snapshot.demoServers.map((server) => `${server.address}:${server.port}`);
    expect(places).toHaveLength(2);
    expect(snapshot.pools[0]?.members.map((member) => `${member.address}:${member.port}`)).toEqual(places);
    expect(snapshot.listeners).toMatchObject([{ protocol: "HTTP", port: 8080 }]);
    expect(findSample(ctx)).toBe(balancer.id);
    expect(refusalOf(() => createSample(ctx)).ruleKey).toBe("sampleExists");
    expect(refusalOf(() => removeSample(ctx.as({ role: "observer" }))).code).toBe("forbidden");
  });

  test("goes in one call, and leaves nothing", () => {
    createSample(ctx);
    removeSample(ctx);
    expect(buildSnapshot(ctx.db)).toMatchObject({ loadBalancers: [], listeners: [], pools: [], demoServers: [] });
    expect(ctx.db.select().from(demoServers).all()).toEqual([]);
    expect(refusalOf(() => removeSample(ctx)).code).toBe("notFound");
  });
});

test("the snapshot is the whole desired state of one generation", () => {
  const { balancer, listener, poolId } = createChain(ctx);
  const eip = createEip(ctx, { bandwidthMbps: 10, loadBalancerId: balancer.id });
  const snapshot = buildSnapshot(ctx.db);
  expect(snapshot.generation).toBe(ctx.generation());
  expect(snapshot.loadBalancers).toEqual([
    {
      id: balancer.id,
      name: "lb",
      projectId: ctx.projectId,
      enabled: true,
      accessLogStreamId: null,
      addresses: [
        { id: "", kind: "private", address: "127.10.0.2", bandwidthMbps: null, allowedSources: ["127.0.0.0/8"] },
        { id: eip.id, kind: "public", address: "127.20.0.2", bandwidthMbps: 10, allowedSources: null },
      ],
    },
  ]);
  expect(snapshot.listeners).toMatchObject([{ id: listener.id, defaultPoolId: poolId, connectionLimit: -1 }]);
  expect(snapshot.pools).toMatchObject([
    { id: poolId, healthMonitor: { type: "HTTP", intervalMs: 5000, timeoutMs: 3000, rise: 3, fall: 3 } },
  ]);
});

describe("the overview", () => {
  test("of an empty installation is all zeros", () => {
    const overview = readOverview({ ...ctx, engine: { ...ctx.engine, problem: null } });
    expect(overview.counts).toMatchObject({ loadBalancers: 0, listeners: 0, servers: 0, eips: 0 });
    expect([overview.attention, overview.sample, overview.balancers]).toEqual([[], null, []]);
    expect(overview.quotas).toContainEqual({ resource: "loadbalancer", limit: 50, used: 0 });
  });

  test("names what needs attention, and why", () => {
    const { balancer, listener } = createChain(ctx);
    createLoadBalancer(ctx, { name: "empty", subnetId: ctx.subnetId });
    const engine = {
      ...ctx.engine,
      connected: true,
      running: ctx.generation(),
      problem: null,
      notices: ["CHECKS_LATE" as const],
      lateChecks: 7,
      refusal: (_: string, id: string) => (id === listener.id ? { code: "EACCES", message: "denied" } : undefined),
      member: (memberId: string) => ({
        memberId,
        health: "offline" as const,
        reason: "TIMEOUT",
        detail: "",
        since: 1,
        checkedAt: 2,
        durationMs: 3,
        history: [],
      }),
    };
    const { attention, counts, balancers, recent } = readOverview({ ...ctx, engine });
    expect(attention).toMatchObject([
      { kind: "notice", notice: "CHECKS_LATE", lateChecks: 7 },
      { kind: "refused", object: { type: "listener", id: listener.id }, refusal: { code: "EACCES" } },
      { kind: "offline", loadBalancer: { id: balancer.id }, servers: [{ reason: "TIMEOUT" }, { reason: "TIMEOUT" }] },
      { kind: "incomplete", missing: "listener", loadBalancer: { name: "empty" } },
    ]);
    expect(counts.listenersByConfiguration).toMatchObject({ refused: 1, "in-effect": 0 });
    expect(counts.balancers).toMatchObject({ offline: 1, idle: 1, online: 0 });
    expect(counts.serversByHealth.offline).toBe(2);
    expect(balancers).toMatchObject([
      { id: balancer.id, name: balancer.name, state: "offline", health: "offline" },
      { name: "empty", state: "idle" },
    ]);
    const page = `/load-balancers/${balancer.id}`;
    expect(recent.find(({ resourceId }) => resourceId === listener.id)?.href).toBe(`${page}/listeners/${listener.id}`);
    expect(recent[0]?.href).toMatch(/^\/load-balancers\//);
  });
});

describe("traces", () => {
  test("are newest first, filtered, and hold no secrets", () => {
    const { listener } = createChain(ctx);
    refusalOf(() => createLoadBalancer(ctx, { subnetId: "x", password: "hunter2" } as never));
    expect(listTraces(ctx, { resourceId: listener.id })).toHaveLength(1);
    const [warning] = listTraces(ctx, { rating: "warning" });
    expect(warning).toMatchObject({ event: "create loadbalancer", requestId: "request-1", after: { password: "***" } });
    const times = listTraces(ctx).map((trace) => trace.at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("of another project are not shown", () => {
    createChain(ctx);
    const other = createProject(ctx, { name: "other" });
    expect(listTraces(ctx.as({ projectId: other.id })).every((trace) => trace.projectId === other.id)).toBe(true);
  });
});

test("every load balancer of the list is one of the topology's", () => {
  for (let i = 0; i < 5; i++) createChain(ctx);
  expect(listLoadBalancers(ctx).map((view) => [view.listeners.length, view.servers.length])).toEqual(
    Array.from({ length: 5 }, () => [1, 2]),
  );
});
