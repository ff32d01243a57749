import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CreateScalingGroupInput, ScalingGroup } from "@/lib/model/scaling-group";
import { listMembers } from "../member/list";
import { createPool } from "../pool/create";
import { createChain } from "../testing/chain";
import { type TestContext, testContext } from "../testing/context";
import { createScalingGroup } from "./create";
import { ScalingKeeper } from "./keeper";
import { createScalingLink } from "./links";
import { getScalingGroup } from "./list";
import { resolveName } from "./resolve-name";
import { type NameServer, startNameServer } from "./testing/name-server";
import { updateScalingGroup } from "./update";

let ctx: TestContext;
let poolId: string;
let clock: number;
let dns: NameServer;
let keeper: ScalingKeeper;
beforeEach(async () => {
  clock = 1_800_000_000_000;
  ctx = testContext();
  ctx.now = () => clock;
  poolId = createPool(ctx, { loadBalancerId: createChain(ctx).balancer.id, protocol: "HTTP", name: "scaled" }).id;
  dns = await startNameServer();
  keeper = new ScalingKeeper(() => ctx, expect.unreachable);
});
afterEach(() => dns.stop());

function byName(input: Partial<CreateScalingGroupInput> & Pick<CreateScalingGroupInput, "source">): ScalingGroup {
  return createScalingGroup(ctx, {
    name: "web",
    dnsName: "web.test",
    nameServers: [dns.place],
    intervalS: 10,
    drainS: 0,
    ...input,
  });
}

const servers = () => listMembers(ctx, poolId).map(({ address, port }) => `${address}:${port}`);
const view = (group: ScalingGroup) => getScalingGroup(ctx, group.id);

describe("A records over UDP", () => {
  test("addresses enter and leave with the records of the name", async () => {
    dns.a.set("web.test", ["10.0.0.2", "10.0.0.1"]);
    const group = byName({ source: "DNS_A" });
    createScalingLink(ctx, { scalingGroupId: group.id, poolId, port: 8080 });
    await keeper.ask(group);
    expect(servers()).toEqual(["10.0.0.1:8080", "10.0.0.2:8080"]);
    expect(view(group)).toMatchObject({ resolvedAt: clock, error: null });
    const generation = ctx.generation();
    await keeper.ask(group);
    expect(ctx.generation()).toBe(generation);
    dns.a.set("web.test", ["10.0.0.3", "10.0.0.1"]);
    await keeper.ask(group);
    expect(servers()).toEqual(["10.0.0.1:8080", "10.0.0.3:8080"]);
    expect(ctx.generation()).toBe(generation + 1);
    expect(ctx.traces().filter(({ event }) => event === "deregister scaling instances")).toHaveLength(1);
  });

  test.each([
    ["a name that is gone", "ENOTFOUND", () => void dns.a.delete("web.test")],
    ["a name without addresses", "ENODATA", () => void dns.a.set("web.test", [])],
    ["a server that fails", "ESERVFAIL", () => void (dns.failure = 2)],
  ])("%s keeps the members and says why, since when", async (_, code, breakIt) => {
    dns.a.set("web.test", ["10.0.0.1"]);
    const group = byName({ source: "DNS_A" });
    createScalingLink(ctx, { scalingGroupId: group.id, poolId, port: 80 });
    await keeper.ask(group);
    const { resolvedAt } = view(group);
    breakIt();
    clock += 10_000;
    const since = clock;
    await keeper.ask(group);
    clock += 10_000;
    await keeper.ask(group);
    expect(view(group)).toMatchObject({ resolvedAt, error: { code, since } });
    expect(servers()).toEqual(["10.0.0.1:80"]);
    dns.a.set("web.test", ["10.0.0.1"]);
    dns.failure = 0;
    await keeper.ask(group);
    expect(view(group)).toMatchObject({ resolvedAt: clock, error: null });
  });
});

test("a name, or a host of SRV records, that has IPv6 addresses alone gives those", async () => {
  dns.aaaa.set("web.test", ["fd00:0:0:0:0:0:0:2", "fd00:0:0:0:0:0:0:1"]);
  const group = byName({ source: "DNS_A" });
  createScalingLink(ctx, { scalingGroupId: group.id, poolId, port: 8080 });
  await keeper.ask(group);
  expect(servers()).toEqual(["fd00::1:8080", "fd00::2:8080"]);
  dns.a.set("web.test", ["10.0.0.1"]);
  await keeper.ask(group);
  expect(servers()).toEqual(["10.0.0.1:8080"]);
  dns.srv.set("_http._tcp.web.test", [
    { priority: 1, port: 8001, target: "six.test" },
    { priority: 1, port: 8002, target: "web.test" },
  ]);
  dns.aaaa.set("six.test", ["fd00:0:0:0:0:0:0:6"]);
  const resolved = await resolveName({ source: "DNS_SRV", dnsName: "_http._tcp.web.test", nameServers: [dns.place] });
  expect(resolved).toEqual([
    { address: "10.0.0.1", port: 8002 },
    { address: "fd00::6", port: 8001 },
  ]);
});

test("SRV records of the best priority give addresses and ports; links without a port take theirs", async () => {
  dns.srv.set("_http._tcp.web.test", [
    { priority: 10, port: 8001, target: "one.test" },
    { priority: 10, port: 8002, target: "one.test" },
    { priority: 10, port: 8001, target: "two.test" },
    { priority: 20, port: 9999, target: "spare.test" },
  ]);
  dns.a.set("one.test", ["10.0.0.1"]);
  dns.a.set("two.test", ["10.0.0.2", "10.0.0.3"]);
  dns.a.set("spare.test", ["10.9.9.9"]);
  const group = byName({ source: "DNS_SRV", dnsName: "_http._tcp.web.test" });
  createScalingLink(ctx, { scalingGroupId: group.id, poolId });
  await keeper.ask(group);
  expect(servers()).toEqual(["10.0.0.1:8001", "10.0.0.1:8002", "10.0.0.2:8001", "10.0.0.3:8001"]);
  dns.srv.set("_http._tcp.web.test", [{ priority: 20, port: 9999, target: "spare.test" }]);
  await keeper.ask(group);
  expect(servers()).toEqual(["10.9.9.9:9999"]);
});

test("the keeper asks when it is time, once at a time, and at once when the name changed", async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const slow = new ScalingKeeper(
    () => ctx,
    expect.unreachable,
    ({ dnsName }) => {
      asked.push(dnsName);
      return new Promise((done) => answers.push(() => done([{ address: "10.0.0.1", port: null }])));
    },
  );
  const answer = async () => {
    for (const done of answers.splice(0)) done();
    await new Promise((wake) => setImmediate(wake));
  };
  const group = byName({ source: "DNS_A" });
  slow.tick();
  slow.tick();
  expect(asked).toEqual(["web.test"]);
  await answer();
  clock += 9_999;
  slow.tick();
  expect(asked).toHaveLength(1);
  clock += 1;
  slow.tick();
  expect(asked).toHaveLength(2);
  // While the old name is being resolved it changes: the answer to it is not taken.
  updateScalingGroup(ctx, { id: group.id, dnsName: "new.test" });
  await answer();
  expect(view(group)).toMatchObject({ resolvedAt: null });
  slow.tick();
  await answer();
  expect(asked.at(-1)).toBe("new.test");
  expect(view(group).resolvedAt).toBe(clock);
});

test("no more than four names are resolved at one time", () => {
  let open = 0;
  const stuck = new ScalingKeeper(
    () => ctx,
    expect.unreachable,
    () => {
      open += 1;
      return new Promise(() => {});
    },
  );
  for (let n = 0; n < 6; n++) byName({ source: "DNS_A", name: `web-${n}` });
  stuck.tick();
  stuck.tick();
  expect(open).toBe(4);
});

test("a name server that says nothing is given up in bounded time", { timeout: 30_000 }, async () => {
  dns.silent = true;
  await expect(resolveName({ source: "DNS_A", dnsName: "web.test", nameServers: [dns.place] })).rejects.toMatchObject({
    code: "ETIMEOUT",
  });
  expect(dns.questions).toBeLessThanOrEqual(2);
});
