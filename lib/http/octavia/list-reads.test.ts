import { beforeAll, expect, test } from "vitest";
import { call, create, type Fields, startInstallation } from "./testing/client";
import { countReads } from "./testing/count-reads";

let subnetId = "";
beforeAll(async () => {
  subnetId = await startInstallation();
});

async function addChain(port: number): Promise<{ pool: Fields; policy: Fields }> {
  const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
  const listener = await create("listener", {
    loadbalancer_id: balancer.id,
    protocol: "HTTP",
    protocol_port: port,
    policy_order: "position",
  });
  const pool = await create("pool", { listener_id: listener.id, protocol: "HTTP", lb_algorithm: "ROUND_ROBIN" });
  const member = { address: "127.0.0.1", protocol_port: 9000 };
  await create("member", member, `lbaas/pools/${String(pool.id)}/members`);
  await create("healthmonitor", { pool_id: pool.id, type: "TCP", delay: 5, timeout: 3, max_retries: 3 });
  const policy = await create(
    "l7policy",
    { listener_id: listener.id, action: "REJECT", rules: [{ type: "PATH", compare_type: "EQUAL_TO", value: "/x" }] },
    "lbaas/l7policies",
  );
  return { pool, policy };
}

const lists = ["loadbalancers", "listeners", "pools", "healthmonitors", "l7policies"];

test("a list of many is read with as many queries as a list of few", { timeout: 30_000 }, async () => {
  const readsOfLists = async () => {
    const reads: [string, number][] = [];
    for (const list of lists) {
      // The first after a change reads everything once for all lists.
      await call("GET", `lbaas/${list}`);
      reads.push([list, await countReads(() => call("GET", `lbaas/${list}`))]);
    }
    return reads;
  };
  await addChain(80);
  const few = await readsOfLists();
  for (let port = 81; port < 89; port++) await addChain(port);
  expect((await call("GET", "lbaas/l7policies")).body.l7policies).toHaveLength(9);
  expect(await readsOfLists()).toEqual(few);
  expect(few.every(([, reads]) => reads > 0)).toBe(true);
});

test("rules and servers are listed with as many queries, however many there are", { timeout: 30_000 }, async () => {
  const { pool, policy } = await addChain(89);
  const paths = [`lbaas/l7policies/${String(policy.id)}/rules`, `lbaas/pools/${String(pool.id)}/members`];
  const reads = async () => {
    const counts: number[] = [];
    for (const path of paths) counts.push(await countReads(() => call("GET", path)));
    return counts;
  };
  const few = await reads();
  for (let n = 0; n < 9; n++) {
    await create("rule", { type: "PATH", compare_type: "EQUAL_TO", value: `/${n}` }, paths[0]);
    await create("member", { address: "127.0.0.1", protocol_port: 9001 + n }, paths[1]);
  }
  expect(await reads()).toEqual(few);
});
