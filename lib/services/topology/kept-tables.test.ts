import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members, servers } from "@/lib/db/schema";
import { createL7Policy } from "../l7policy/create";
import { deleteL7Policy } from "../l7policy/delete";
import { createListener } from "../listener/create";
import { createLoadBalancer } from "../loadbalancer/create";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { updateLoadBalancer } from "../loadbalancer/update";
import { addMembers } from "../member/add";
import { createPool } from "../pool/create";
import { updatePool } from "../pool/update";
import { testContext } from "../testing/context";
import { cachedTopology } from "./cache";
import { loadTopology, type Topology } from "./load";

/** Everything of it that can be compared. */
function contentOf(topology: Topology) {
  return { ...topology, nameOf: null };
}

test("what is kept is what the database holds, whatever changed between", () => {
  const ctx = testContext();
  const check = (step: string) => {
    expect(contentOf(cachedTopology(ctx.db, null)), step).toEqual(contentOf(loadTopology(ctx.db)));
    const ids = loadTopology(ctx.db).loadBalancers.filter((row) => row.projectId === ctx.projectId);
    const own = loadTopology(
      ctx.db,
      ids.map(({ id }) => id),
    );
    expect(contentOf(cachedTopology(ctx.db, ctx.projectId)), step).toEqual(contentOf(own));
  };
  check("empty");
  const first = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
  const second = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
  check("load balancers");
  const pool = createPool(ctx, { loadBalancerId: first.id, protocol: "HTTP", algorithm: "ROUND_ROBIN" });
  const listener = createListener(ctx, {
    loadBalancerId: first.id,
    protocol: "HTTP",
    port: 80,
    defaultPoolId: pool.id,
  });
  addMembers(ctx, { poolId: pool.id, members: [{ address: "127.0.0.1", port: 81, weight: 1 }] });
  check("a chain");
  updateLoadBalancer(ctx, { id: first.id, description: "changed" });
  check("one row of one table");
  updatePool(ctx, { id: pool.id, algorithm: "LEAST_CONNECTIONS" });
  check("a group, its users and its load balancer");
  const policies = ["/a", "/b", "/c"].map((url) =>
    createL7Policy(ctx, {
      listenerId: listener.id,
      action: "REJECT",
      rules: [{ type: "PATH", compareType: "STARTS_WITH", value: url }],
    }),
  );
  check("policies");
  createL7Policy(ctx, { listenerId: listener.id, action: "REJECT", position: 1 });
  check("policies that moved");
  deleteL7Policy(ctx, { id: policies[1]?.id ?? "" });
  check("a policy gone");
  deleteLoadBalancer(ctx, { id: second.id });
  check("a load balancer gone");
});

test("rows that a foreign key changes, and those of a transaction that was undone, are read as they are", () => {
  const ctx = testContext();
  const balancer = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
  const pool = createPool(ctx, { loadBalancerId: balancer.id, protocol: "HTTP", algorithm: "ROUND_ROBIN" });
  const bump = () => updateLoadBalancer(ctx, { id: balancer.id, description: String(ctx.now()) });
  addMembers(ctx, { poolId: pool.id, members: [{ address: "127.0.0.1", port: 81, weight: 1 }] });
  const member = () => cachedTopology(ctx.db, null).membersOf.get(pool.id)?.[0];
  expect(member()?.weight).toBe(1);
  expect(() =>
    ctx.db.transaction((tx) => {
      tx.update(members).set({ weight: 9 }).run();
      expect(cachedTopology(ctx.db, null).membersOf.get(pool.id)?.[0]?.weight).toBe(9);
      throw new Error("undone");
    }),
  ).toThrow("undone");
  bump();
  expect(member()?.weight).toBe(1);
  ctx.db.insert(servers).values({ id: "s", name: "s", address: "127.0.0.1", createdAt: 1 }).run();
  ctx.db.update(members).set({ serverId: "s" }).run();
  bump();
  expect(member()?.serverId).toBe("s");
  ctx.db.delete(servers).where(eq(servers.id, "s")).run();
  bump();
  expect(member()?.serverId).toBeNull();
});
