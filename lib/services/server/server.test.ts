import { beforeEach, describe, expect, test } from "vitest";
import { addMembers } from "../member/add";
import { drainMembers } from "../member/drain";
import { listMembers } from "../member/list";
import { updateMembers } from "../member/update-many";
import { getPool } from "../pool/get";
import { buildSnapshot } from "../snapshot/build";
import { createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createServer } from "./create";
import { deleteServers } from "./delete";
import { getServer, listServers } from "./list";
import { updateServer } from "./update";

let ctx: TestContext;
beforeEach(() => {
  ctx = testContext();
});

const web = { name: "web-1", address: "192.168.0.21", zone: "az1", tags: [{ key: "tier", value: "front" }] };

describe("inventory", () => {
  test("a server is created, changed and deleted, each recorded and with a generation of its own", () => {
    const generation = ctx.generation();
    const server = createServer(ctx, web);
    expect(listServers(ctx)).toMatchObject([{ ...web, projectId: ctx.projectId, uses: [] }]);
    updateServer(ctx, { id: server.id, name: "web-one", address: "192.168.0.22" });
    expect(getServer(ctx, server.id)).toMatchObject({ name: "web-one", address: "192.168.0.22", zone: "az1" });
    deleteServers(ctx, { ids: [server.id] });
    expect(listServers(ctx)).toEqual([]);
    expect(ctx.generation()).toBe(generation + 3);
    const events = ctx.traces().filter(({ resourceType }) => resourceType === "server");
    expect(events.map(({ event }) => event).toSorted()).toEqual(["create server", "delete server", "update server"]);
    expect(events.find(({ event }) => event === "update server")).toMatchObject({
      before: { address: "192.168.0.21" },
      after: { address: "192.168.0.22" },
    });
  });

  test("no two servers of a project have one address", () => {
    createServer(ctx, web);
    const refusal = refusalOf(() => createServer(ctx, { ...web, name: "web-2" }));
    expect([refusal.code, refusal.ruleKey, refusal.fields[0]?.path]).toEqual([
      "conflict",
      "serverAddressTaken",
      "address",
    ]);
    const other = createServer(ctx, { ...web, address: "192.168.0.22" });
    expect(refusalOf(() => updateServer(ctx, { id: other.id, address: web.address })).ruleKey).toBe(
      "serverAddressTaken",
    );
    updateServer(ctx, { id: other.id, address: other.address, name: "same place" });
  });

  test("observers look, other projects do not", () => {
    const server = createServer(ctx, web);
    expect(refusalOf(() => createServer(ctx.as({ role: "observer" }), web)).code).toBe("forbidden");
    const stranger = ctx.as({ projectId: "9d5b7f5c-0000-4000-8000-000000000000" });
    expect(listServers(stranger)).toEqual([]);
    expect(refusalOf(() => deleteServers(stranger, { ids: [server.id] })).code).toBe("forbidden");
  });
});

describe("in groups", () => {
  test("ticked on two ports it is two members, named after it, and says where it is used", () => {
    const pool = getPool(ctx, createChain(ctx).poolId);
    const server = createServer(ctx, web);
    const place = { address: server.address, serverId: server.id };
    addMembers(ctx, { poolId: pool.id, members: [80, 81].map((port) => ({ ...place, port })) });
    expect(
      listMembers(ctx, pool.id)
        .filter(({ serverId }) => serverId === server.id)
        .map(({ name, port }) => [name, port]),
    ).toEqual([
      ["web-1", 80],
      ["web-1", 81],
    ]);
    expect(getServer(ctx, server.id).uses.map(({ port, pool: { name } }) => [port, name])).toEqual([
      [80, pool.name],
      [81, pool.name],
    ]);
  });

  test("a member of the inventory stands at its server's address", () => {
    const pool = getPool(ctx, createChain(ctx).poolId);
    const { id: serverId } = createServer(ctx, web);
    const refusal = refusalOf(() =>
      addMembers(ctx, { poolId: pool.id, members: [{ address: "192.168.0.99", port: 80, serverId }] }),
    );
    expect(refusal.fields).toEqual([
      { path: "members.0.address", rule: "serverAddress?name=web-1&address=192.168.0.21" },
    ]);
  });

  test("while a group uses it, neither its address changes nor does it go; the groups are named", () => {
    const pool = getPool(ctx, createChain(ctx).poolId);
    const server = createServer(ctx, web);
    const free = createServer(ctx, { ...web, address: "192.168.0.30" });
    addMembers(ctx, { poolId: pool.id, members: [{ address: server.address, port: 80, serverId: server.id }] });
    expect(refusalOf(() => updateServer(ctx, { id: server.id, address: "192.168.0.31" })).ruleKey).toBe(
      "serverAddressInUse",
    );
    const refusal = refusalOf(() => deleteServers(ctx, { ids: [free.id, server.id] }));
    expect([refusal.code, refusal.remains]).toEqual(["inUse", [{ type: "pool", id: pool.id, name: pool.name }]]);
    expect(listServers(ctx)).toHaveLength(2);
  });

  test("weights and switches of several change in one generation, or none does", () => {
    const pool = getPool(ctx, createChain(ctx).poolId);
    const [first, second] = listMembers(ctx, pool.id);
    const generation = ctx.generation();
    updateMembers(ctx, {
      poolId: pool.id,
      members: [
        { id: first?.id ?? "", weight: 7 },
        { id: second?.id ?? "", weight: 9, enabled: false },
      ],
    });
    expect(ctx.generation()).toBe(generation + 1);
    expect(listMembers(ctx, pool.id).map(({ weight, enabled }) => [weight, enabled])).toEqual([
      [7, true],
      [9, false],
    ]);
    const missing = "9d5b7f5c-0000-4000-8000-000000000000";
    const half = [
      { id: first?.id ?? "", weight: 1 },
      { id: missing, weight: 1 },
    ];
    expect(refusalOf(() => updateMembers(ctx, { poolId: pool.id, members: half })).code).toBe("notFound");
    expect(
      refusalOf(() => updateMembers(ctx, { poolId: pool.id, members: [{ id: missing, weight: 101 }] })).fields[0],
    ).toEqual({ path: "members.0.weight", rule: "integerBetween?min=0&max=100" });
    expect(listMembers(ctx, pool.id)[0]?.weight).toBe(7);
  });

  test("a drained server keeps its weight and says until when its sessions come; undone it is as before", () => {
    const pool = getPool(ctx, createChain(ctx).poolId);
    const [first] = listMembers(ctx, pool.id);
    const ids = [first?.id ?? ""];
    const before = ctx.now();
    drainMembers(ctx, { poolId: pool.id, ids, sessionsS: 60 });
    const drained = listMembers(ctx, pool.id)[0];
    expect(drained).toMatchObject({ weight: 3, enabled: true, status: { health: "draining" } });
    expect((drained?.drainUntil ?? 0) - before).toBeGreaterThan(60_000);
    expect(buildSnapshot(ctx.db).pools[0]?.members[0]?.drainUntil).toBe(drained?.drainUntil);
    drainMembers(ctx, { poolId: pool.id, ids, sessionsS: null });
    expect(listMembers(ctx, pool.id)[0]).toMatchObject({ drainUntil: null, weight: 3 });
    expect(ctx.traces().filter(({ event }) => event === "update backend ecs")).toHaveLength(2);
    expect(refusalOf(() => drainMembers(ctx, { poolId: pool.id, ids, sessionsS: 86_401 })).fields[0]).toEqual({
      path: "sessionsS",
      rule: "integerBetween?min=0&max=86400",
    });
    const observer = ctx.as({ role: "observer" });
    expect(refusalOf(() => drainMembers(observer, { poolId: pool.id, ids, sessionsS: 0 })).code).toBe("forbidden");
  });
});
