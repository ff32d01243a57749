import { expect, test } from "vitest";
import { createHealthMonitor } from "../healthmonitor/create";
import { createL7Policy } from "../l7policy/create";
import { listL7Policies } from "../l7policy/list";
import { createListener } from "../listener/create";
import { listListeners } from "../listener/list";
import { addMembers } from "../member/add";
import { drainMembers } from "../member/drain";
import { listMembers } from "../member/list";
import { createPool } from "../pool/create";
import { listPools } from "../pool/list";
import { createProject } from "../project/create";
import { setQuotas } from "../project/set-quotas";
import { createServer } from "../server/create";
import { refusalOf, testContext } from "../testing/context";
import { createLoadBalancer } from "./create";
import { duplicateLoadBalancer } from "./duplicate";
import { getLoadBalancer } from "./get";
import { listLoadBalancers } from "./list";

function setUp() {
  const ctx = testContext();
  const original = createLoadBalancer(ctx, { subnetId: ctx.subnetId, name: "elb-a" });
  const loadBalancerId = original.id;
  const pool = (name: string) =>
    createPool(ctx, { loadBalancerId, name, protocol: "HTTP", algorithm: "LEAST_CONNECTIONS", slowStartS: 7 });
  const [web, api] = [pool("web"), pool("api")];
  const server = createServer(ctx, { name: "host-a", address: "127.0.0.1" });
  const [first] = addMembers(ctx, {
    poolId: web.id,
    members: [
      { address: "127.0.0.1", port: 81, weight: 5, serverId: server.id },
      { address: "127.0.0.2", port: 81, weight: 1 },
    ],
  });
  drainMembers(ctx, { poolId: web.id, ids: [first?.id ?? ""], sessionsS: 300 });
  createHealthMonitor(ctx, { poolId: web.id, type: "HTTP", urlPath: "/healthz" });
  const listener = createListener(ctx, {
    loadBalancerId,
    protocol: "HTTP",
    port: 80,
    defaultPoolId: web.id,
    timeouts: { clientDataMs: 12_000 },
  });
  createL7Policy(ctx, {
    listenerId: listener.id,
    action: "REDIRECT_TO_POOL",
    redirectPoolId: api.id,
    rules: [{ type: "PATH", compareType: "STARTS_WITH", value: "/api" }],
  });
  return { ctx, original, listener };
}

test("listeners, groups, checks, servers and policies come along as objects of their own", () => {
  const { ctx, original } = setUp();
  const before = ctx.generation();
  const copy = duplicateLoadBalancer(ctx, { subnetId: ctx.subnetId, name: "elb-b", fromId: original.id });
  expect(ctx.generation()).toBe(before + 1);
  const shapeOf = (id: string) => {
    const groups = listPools(ctx, { loadBalancerId: id });
    const nameOf = new Map(groups.map((group) => [group.id, group.name]));
    return {
      groups: groups.map(({ name, algorithm, slowStartS, healthMonitor }) => ({
        name,
        algorithm,
        slowStartS,
        path: healthMonitor?.urlPath,
      })),
      members: groups.map((group) =>
        listMembers(ctx, group.id).map(({ address, port, weight, serverId }) => ({ address, port, weight, serverId })),
      ),
      listeners: listListeners(ctx, { loadBalancerId: id }).map(({ name, port, timeouts, defaultPoolId }) => {
        return { name, port, timeouts, group: nameOf.get(defaultPoolId ?? "") };
      }),
      policies: listListeners(ctx, { loadBalancerId: id }).flatMap((each) =>
        listL7Policies(ctx, { listenerId: each.id }).map(({ name, redirectPoolId, rules }) => ({
          name,
          group: nameOf.get(redirectPoolId ?? ""),
          rules: rules.map(({ type, value }) => [type, value]),
        })),
      ),
    };
  };
  expect(shapeOf(copy.id)).toEqual(shapeOf(original.id));
  expect(shapeOf(copy.id)).toMatchObject({
    listeners: [{ port: 80, group: "web" }],
    policies: [{ group: "api", rules: [["PATH", "/api"]] }],
  });
  expect(getLoadBalancer(ctx, copy.id).vipAddress).not.toBe(original.vipAddress);
  const members = listPools(ctx, { loadBalancerId: copy.id }).flatMap(({ id }) => listMembers(ctx, id));
  expect(members.every(({ drainUntil }) => drainUntil === null)).toBe(true);
  const events = ctx.traces().map(({ event }) => event);
  expect(events.filter((event) => event === "create listener")).toHaveLength(2);
});

test("in another project servers are known by address; a full quota leaves nothing behind", () => {
  const { ctx, original } = setUp();
  const project = createProject(ctx, { name: "other" });
  const input = { subnetId: ctx.subnetId, fromId: original.id, projectId: project.id };
  const copy = duplicateLoadBalancer(ctx, input);
  const servers = listPools(ctx, { loadBalancerId: copy.id }).flatMap(({ id }) => listMembers(ctx, id));
  expect(servers.map(({ serverId }) => serverId)).toEqual([null, null]);
  setQuotas(ctx, { projectId: project.id, listener: 1 });
  const count = listLoadBalancers(ctx).length;
  expect(refusalOf(() => duplicateLoadBalancer(ctx, input)).code).toBe("quota");
  expect(listLoadBalancers(ctx)).toHaveLength(count);
});

test("one that is gone or another project's is refused, and so is an observer", () => {
  const { ctx, original } = setUp();
  const input = { subnetId: ctx.subnetId, fromId: original.id };
  expect(refusalOf(() => duplicateLoadBalancer(ctx.as({ role: "observer" }), input)).code).toBe("forbidden");
  expect(refusalOf(() => duplicateLoadBalancer(ctx.as({ projectId: "p2" }), input)).code).toBe("forbidden");
  const gone = { ...input, fromId: "00000000-0000-4000-8000-000000000000" };
  expect(refusalOf(() => duplicateLoadBalancer(ctx, gone)).code).toBe("notFound");
});
