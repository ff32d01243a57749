import { beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context";
import { deleteListener } from "../listener/delete";
import { updateLoadBalancer } from "../loadbalancer/update";
import { addMembers } from "../member/add";
import { listMembers } from "../member/list";
import { removeMembers } from "../member/remove";
import { setAllMembers } from "../member/set-all";
import { deletePool } from "../pool/delete";
import { getPool } from "../pool/get";
import { createPool } from "../pool/create";
import { deleteProject } from "../project/delete";
import { createProject } from "../project/create";
import { buildSnapshot } from "../snapshot/build";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createScalingGroup } from "./create";
import { deleteScalingGroup } from "./delete";
import { ScalingKeeper } from "./keeper";
import { createScalingLink, deleteScalingLink, updateScalingLink } from "./links";
import { getScalingGroup, listScalingGroups } from "./list";
import { deregisterInstances, registerInstances } from "./register";
import { updateScalingGroup } from "./update";

let ctx: TestContext;
let poolId: string;
let clock: number;
let balancerId: string;
beforeEach(() => {
  clock = 1_800_000_000_000;
  ctx = testContext();
  ctx.now = () => clock;
  const chain = createChain(ctx);
  balancerId = chain.balancer.id;
  poolId = createPool(ctx, { loadBalancerId: chain.balancer.id, protocol: "HTTP", name: "scaled" }).id;
});

const keeper = () =>
  new ScalingKeeper(
    () => ctx,
    expect.unreachable,
    () => Promise.reject(new Error("no DNS here")),
  );
const servers = (id = poolId) =>
  listMembers(ctx, id).map(({ address, port, weight, drainUntil }) => [address, port, weight, drainUntil !== null]);

function linked(change: object = {}) {
  const group = createScalingGroup(ctx, { name: "web", drainS: 60, ...change });
  const link = createScalingLink(ctx, { scalingGroupId: group.id, poolId, port: 8080, weight: 5 });
  const register = (...addresses: string[]) =>
    registerInstances(ctx, { scalingGroupId: group.id, instances: addresses.map((address) => ({ address })) });
  const deregister = (...instances: string[]) => deregisterInstances(ctx, { scalingGroupId: group.id, instances });
  return { group, link, register, deregister };
}

describe("entering and leaving (BS-09)", () => {
  test("an instance that registers is a server of every linked group, with the link's port and weight", () => {
    const { group, register } = linked();
    const other = createPool(ctx, { loadBalancerId: balancerId, protocol: "TCP", name: "tcp" });
    register("10.0.0.1", "10.0.0.2");
    createScalingLink(ctx, { scalingGroupId: group.id, poolId: other.id, port: 9000 });
    expect(servers()).toEqual([
      ["10.0.0.1", 8080, 5, false],
      ["10.0.0.2", 8080, 5, false],
    ]);
    expect(servers(other.id)).toEqual([
      ["10.0.0.1", 9000, 1, false],
      ["10.0.0.2", 9000, 1, false],
    ]);
    expect(buildSnapshot(ctx.db).pools.find(({ id }) => id === poolId)?.members).toHaveLength(2);
    const view = getScalingGroup(ctx, group.id);
    expect(view.instances[0]?.places.map(({ port }) => port)).toEqual([8080, 9000]);
    expect(view.links.map(({ pool }) => pool.name)).toEqual(["scaled", "tcp"]);
    expect(getPool(ctx, poolId).scalingGroups).toEqual([{ id: group.id, name: "web" }]);
  });

  test("registering again changes nothing; the audit has who came, and each server", () => {
    const { register } = linked();
    register("10.0.0.1");
    const [again] = register("10.0.0.1");
    expect(servers()).toHaveLength(1);
    expect(again?.leavesAt).toBeNull();
    const events = ctx.traces().map(({ event }) => event);
    expect(events.filter((event) => event === "add backend ecs").length).toBe(1 + 2);
    expect(events).toContain("register scaling instances");
  });

  test("one that leaves is drained, then removed when the time is over; nothing else moves", () => {
    const { group, register, deregister } = linked();
    register("10.0.0.1", "10.0.0.2");
    deregister("10.0.0.1");
    expect(servers()).toEqual([
      ["10.0.0.1", 8080, 5, true],
      ["10.0.0.2", 8080, 5, false],
    ]);
    expect(listMembers(ctx, poolId)[0]).toMatchObject({ drainUntil: clock + 60_000, status: { health: "draining" } });
    clock += 59_000;
    const generation = ctx.generation();
    keeper().tick();
    expect([servers().length, ctx.generation()]).toEqual([2, generation]);
    clock += 1_000;
    keeper().tick();
    expect(servers()).toEqual([["10.0.0.2", 8080, 5, false]]);
    expect(getScalingGroup(ctx, group.id).instances.map(({ address }) => address)).toEqual(["10.0.0.2"]);
    expect(ctx.traces().filter(({ event }) => event === "remove backend ecs")).toHaveLength(1);
  });

  test("one that comes back while it leaves is put back; without drain it goes at once", () => {
    const { group, register, deregister } = linked();
    register("10.0.0.1");
    deregister("10.0.0.1");
    clock += 30_000;
    register("10.0.0.1");
    expect(servers()).toEqual([["10.0.0.1", 8080, 5, false]]);
    clock += 60_000;
    keeper().tick();
    expect(servers()).toHaveLength(1);
    updateScalingGroup(ctx, { id: group.id, drainS: 0 });
    deregister("10.0.0.1");
    expect(servers()).toEqual([]);
  });

  test("an unknown address is not found; more than 500 members are refused", { timeout: 30_000 }, () => {
    const { register, deregister } = linked();
    expect(refusalOf(() => deregister("10.9.9.9")).code).toBe("notFound");
    const many = (from: number) => Array.from({ length: 500 }, (_, n) => `10.1.${from + (n >> 8)}.${n & 255}`);
    register(...many(0));
    expect(refusalOf(() => register("10.2.0.1")).ruleKey).toBe("tooManyInstances");
    expect(servers()).toHaveLength(500);
  });

  test("instances with ports of their own: several on one address", () => {
    const group = createScalingGroup(ctx, { name: "ports", drainS: 0 });
    createScalingLink(ctx, { scalingGroupId: group.id, poolId });
    const instances = [{ address: "10.0.0.1", port: 81 }, { address: "10.0.0.1", port: 82 }, { address: "10.0.0.2" }];
    registerInstances(ctx, { scalingGroupId: group.id, instances });
    expect(servers().map(([address, port]) => [address, port])).toEqual([
      ["10.0.0.1", 81],
      ["10.0.0.1", 82],
    ]);
    const view = getScalingGroup(ctx, group.id);
    expect(view.instances.map(({ places }) => places.length)).toEqual([1, 1, 0]);
    deregisterInstances(ctx, { scalingGroupId: group.id, instances: [view.instances[0]?.id ?? ""] });
    expect(servers().map(([, port]) => port)).toEqual([82]);
  });
});

describe("what people do beside it", () => {
  test("a server of a scaling group is not removed by hand, nor by a list that lacks it", () => {
    const { register } = linked();
    register("10.0.0.1");
    const [server] = listMembers(ctx, poolId);
    const refusal = refusalOf(() => removeMembers(ctx, { poolId, ids: [server?.id ?? ""] }));
    expect([refusal.code, refusal.ruleKey]).toEqual(["conflict", "memberOfScalingGroup"]);
    setAllMembers(ctx, { poolId, members: [{ address: "10.0.0.9", port: 80 }] });
    expect(servers().map(([address]) => address)).toEqual(["10.0.0.1", "10.0.0.9"]);
  });

  test("a server that people added at the same place stays theirs, also when the instance leaves", () => {
    const { register, deregister } = linked({ drainS: 0 });
    addMembers(ctx, { poolId, members: [{ address: "10.0.0.1", port: 8080, weight: 9 }] });
    register("10.0.0.1");
    deregister("10.0.0.1");
    expect(servers()).toEqual([["10.0.0.1", 8080, 9, false]]);
  });

  test("the link's weight reaches every server that still has the old one", () => {
    const { group, link, register } = linked();
    register("10.0.0.1", "10.0.0.2");
    const [, second] = listMembers(ctx, poolId);
    setAllMembers(ctx, {
      poolId,
      members: [{ address: second?.address ?? "", port: 8080, weight: 50 }],
      additiveOnly: true,
    });
    updateScalingLink(ctx, { scalingGroupId: group.id, id: link.id, weight: 7 });
    expect(servers().map(([, , weight]) => weight)).toEqual([7, 50]);
  });

  test("a link that ends drains its servers; the scaling group goes when nothing is linked", () => {
    const { group, link, register } = linked();
    register("10.0.0.1");
    const refusal = refusalOf(() => deleteScalingGroup(ctx, { id: group.id }));
    expect([refusal.code, refusal.remains]).toEqual(["inUse", [{ type: "pool", id: poolId, name: "scaled" }]]);
    expect(refusalOf(() => deletePool(ctx, { id: poolId })).remains[0]).toMatchObject({ type: "scalinggroup" });
    deleteScalingLink(ctx, { scalingGroupId: group.id, id: link.id });
    expect(servers()).toEqual([["10.0.0.1", 8080, 5, true]]);
    deleteScalingGroup(ctx, { id: group.id });
    expect(servers()).toEqual([]);
    expect(listScalingGroups(ctx)).toEqual([]);
  });

  test("a protected load balancer takes nothing, says so at the link, and is asked again later", () => {
    const { group, register } = linked();
    updateLoadBalancer(ctx, { id: balancerId, modificationProtection: true });
    register("10.0.0.1");
    expect(servers()).toEqual([]);
    expect(getScalingGroup(ctx, group.id).links[0]?.refusal).toMatch(/rotect/);
    const kept = keeper();
    kept.tick();
    updateLoadBalancer(ctx, { id: balancerId, modificationProtection: false });
    clock += 31_000;
    kept.tick();
    expect(servers()).toHaveLength(1);
    expect(getScalingGroup(ctx, group.id).links[0]?.refusal).toBeNull();
  });

  test("the server group is deleted with its link by a cascade; a project that holds a scaling group stays", () => {
    const { group, register } = linked();
    register("10.0.0.1");
    deletePool(ctx, { id: poolId, cascade: true });
    expect(getScalingGroup(ctx, group.id)).toMatchObject({ links: [], instances: [{ places: [] }] });
    const project = createProject(ctx, { name: "shop" });
    createScalingGroup(ctx, { name: "there", projectId: project.id });
    expect(refusalOf(() => deleteProject(ctx, { id: project.id })).remains).toMatchObject([{ type: "scalinggroup" }]);
  });
});

describe("rules", () => {
  test.each([
    [{ name: "" }, "name", "required"],
    [{ name: "x", source: "DNS_A" as const }, "dnsName", "required"],
    [{ name: "x", source: "DNS_A" as const, dnsName: "a b" }, "dnsName", "dnsName"],
    [{ name: "x", source: "DNS_A" as const, dnsName: "a..b" }, "dnsName", "dnsName"],
    [{ name: "x", nameServers: ["dns.example"] }, "nameServers.0", "nameServer"],
    [{ name: "x", nameServers: ["10.0.0.2:0"] }, "nameServers.0", "nameServer"],
    [{ name: "x", intervalS: 4 }, "intervalS", "integerBetween?min=5&max=3600"],
    [{ name: "x", drainS: 3601 }, "drainS", "integerBetween?min=0&max=3600"],
  ])("%j is refused at %s", (input, path, broken) => {
    expect(refusalOf(() => createScalingGroup(ctx, input)).fields).toEqual([{ path, rule: broken }]);
  });

  test("links: once a port, within the project, with a port where the instances have none", () => {
    const { group } = linked();
    const link = { scalingGroupId: group.id, poolId };
    expect(refusalOf(() => createScalingLink(ctx, { ...link, port: 8080 })).ruleKey).toBe("scalingLinkTaken");
    createScalingLink(ctx, link);
    expect(refusalOf(() => createScalingLink(ctx, link)).ruleKey).toBe("scalingLinkTaken");
    const byName = createScalingGroup(ctx, { name: "dns", source: "DNS_A", dnsName: "web.test" });
    expect(refusalOf(() => createScalingLink(ctx, { ...link, scalingGroupId: byName.id })).fields[0]?.path).toBe(
      "port",
    );
    const project = createProject(ctx, { name: "shop" });
    const there = createScalingGroup(ctx, { name: "there", projectId: project.id });
    expect(
      refusalOf(() => createScalingLink(ctx, { ...link, scalingGroupId: there.id, port: 1 })).fields[0]?.path,
    ).toBe("poolId");
    const instances = [{ address: "10.0.0.1" }];
    expect(refusalOf(() => registerInstances(ctx, { scalingGroupId: byName.id, instances })).ruleKey).toBe(
      "scalingGroupByDns",
    );
  });

  test("observers look, other projects do not", () => {
    const { group } = linked();
    const observer: Context = ctx.as({ role: "observer" });
    expect(refusalOf(() => createScalingGroup(observer, { name: "x" })).code).toBe("forbidden");
    const stranger = ctx.as({ projectId: "9d5b7f5c-0000-4000-8000-000000000000" });
    expect(listScalingGroups(stranger)).toEqual([]);
    expect(refusalOf(() => getScalingGroup(stranger, group.id)).code).toBe("forbidden");
    expect(refusalOf(() => deregisterInstances(stranger, { scalingGroupId: group.id, instances: ["x"] })).code).toBe(
      "forbidden",
    );
  });
});

test("a listener that goes with its group takes the link along", () => {
  const chain = createChain(ctx);
  const group = createScalingGroup(ctx, { name: "web" });
  createScalingLink(ctx, { scalingGroupId: group.id, poolId: chain.poolId, port: 80 });
  registerInstances(ctx, { scalingGroupId: group.id, instances: [{ address: "10.0.0.1" }] });
  deleteListener(ctx, { id: chain.listener.id, withServers: true });
  expect(getScalingGroup(ctx, group.id).links).toEqual([]);
});
