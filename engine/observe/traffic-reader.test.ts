import { expect, test } from "vitest";
import { address, listener, loadBalancer, member, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { SharedMemory } from "@/engine/workers/shared-memory";
import { latencyBuckets } from "@/lib/model/latency";
import { memberFields, type TrafficValues, trafficFields } from "@/lib/model/metric";
import { AddressCell, Cell, HealthWord, latencyBucket, listenerCells, MemberCell, memberCells } from "./cells";
import { TrafficReader } from "./traffic-reader";

const whole = snapshot({
  loadBalancers: [
    loadBalancer({ addresses: [address("127.91.0.2", { id: "eip", kind: "public", bandwidthMbps: 10 })] }),
  ],
  listeners: [listener({ id: "a" }), listener({ id: "b", port: 81 })],
  pools: [pool({ members: [member()] })],
});
const slots = { listeners: { a: 3, b: 5 }, members: { member: 2 }, addresses: { eip: 7 } };

const all = { withIdle: true };

function setUp() {
  const memory = SharedMemory.create({ workers: 2, listeners: 8, members: 4 });
  const reader = new TrafficReader(memory);
  reader.sync(whole, slots);
  const add = (worker: number, row: number, cell: keyof typeof Cell, value: number) => {
    const matrix = memory.trafficOf(worker);
    const at = row * listenerCells + Cell[cell];
    matrix[at] = (matrix[at] as number) + value;
  };
  const request = (worker: number, row: number, us: number) => {
    add(worker, row, "requests", 1);
    add(worker, row, "status2xx", 1);
    add(worker, row, "responseTimeUs", us);
    const latency = memory.latencyOf(worker);
    const at = row * latencyBuckets + latencyBucket(us);
    latency[at] = (latency[at] as number) + 1;
  };
  return { memory, reader, add, request };
}

function named(values: number[] | undefined): TrafficValues {
  return Object.fromEntries(trafficFields.map((field, index) => [field, values?.[index]])) as unknown as TrafficValues;
}

test("a window has every object, without traffic as zeros (K-11)", () => {
  const window = setUp().reader.close(7000, all);
  expect(window.at).toBe(7000);
  for (const group of [window.listeners, window.loadBalancers, window.members]) {
    expect(
      Object.values(group)
        .flat()
        .every((value) => value === 0),
    ).toBe(true);
  }
  expect([Object.keys(window.listeners), Object.keys(window.loadBalancers), Object.keys(window.members)]).toEqual([
    ["a", "b"],
    ["lb"],
    ["member"],
  ]);
  expect(setUp().reader.close(7000, { withIdle: false })).toEqual({
    at: 7000,
    loadBalancers: {},
    listeners: {},
    members: {},
    eips: {},
    pools: {},
    latency: {},
  });
});

test("workers add up, windows do not overlap, gauges stay", () => {
  const { reader, add, request } = setUp();
  request(0, 3, 1000);
  request(1, 3, 3000);
  add(0, 3, "connections", 2);
  add(1, 3, "connections", 1);
  expect(named(reader.close(0, all).listeners.a)).toMatchObject({
    requests: 2,
    status2xx: 2,
    responseTimeSumMs: 4,
    connections: 3,
    activeConnections: 3,
  });
  request(1, 3, 1000);
  add(1, 3, "connections", -1);
  expect(named(reader.close(1, all).listeners.a)).toMatchObject({ requests: 1, connections: 2 });
});

test("a load balancer is the sum of its listeners, percentiles of all their requests together (MT-20)", () => {
  const { reader, request } = setUp();
  for (let i = 0; i < 98; i++) request(0, 3, 1000);
  for (let i = 0; i < 2; i++) request(1, 5, 500_000);
  const window = reader.close(0, all);
  const whole = named(window.loadBalancers.lb);
  expect(whole).toMatchObject({ requests: 100, responseTimeSumMs: 1098 });
  expect(whole.p50Ms).toBeCloseTo(1, 0);
  expect(whole.p99Ms).toBeGreaterThan(450);
  expect(whole.p99Ms).toBeLessThan(550);
  expect(named(window.listeners.a).p99Ms).toBeLessThan(1.2);
  expect(named(window.listeners.b).p50Ms).toBeGreaterThan(450);
});

test("a sample has what moved or is open, and nothing else", () => {
  const { memory, reader, add, request } = setUp();
  request(0, 3, 1000);
  Atomics.store(memory.inFlight, 2, 1);
  const window = reader.close(0, { withIdle: false });
  expect([Object.keys(window.listeners), Object.keys(window.loadBalancers)]).toEqual([["a"], ["lb"]]);
  expect(window.members).toEqual({ member: [0, 0, 1, ...memberFields.slice(3).map(() => 0)] });
  expect(window.eips).toEqual({});
  expect(reader.close(1, { withIdle: false }).listeners).toEqual({});
  add(1, 5, "connections", 2);
  expect(named(reader.close(2, { withIdle: false }).listeners.b)).toMatchObject({ requests: 0, connections: 2 });
});

test("members: requests, failures, what they hold now, requests of sessions", () => {
  const { memory, reader } = setUp();
  memory.memberOf(0)[2 * memberCells + MemberCell.requests] = 4;
  memory.memberOf(1)[2 * memberCells + MemberCell.requests] = 3;
  memory.memberOf(1)[2 * memberCells + MemberCell.failures] = 1;
  memory.memberOf(1)[2 * memberCells + MemberCell.sessions] = 2;
  memory.memberOf(0)[2 * memberCells + MemberCell.newConnections] = 3;
  memory.memberOf(0)[2 * memberCells + MemberCell.bytesOut] = 40;
  memory.memberOf(1)[2 * memberCells + MemberCell.bytesIn] = 50;
  Atomics.store(memory.inFlight, 2, 5);
  expect(reader.close(0, all).members.member?.slice(0, 9)).toEqual([7, 1, 5, 2, 3, 40, 50, 0, 0]);
  expect(reader.close(1, all).members.member?.slice(0, 9)).toEqual([0, 0, 5, 0, 0, 0, 0, 0, 0]);
});

test("what went away is reported once more, and what stays loses nothing by an apply", () => {
  const { reader, request } = setUp();
  request(0, 3, 1000);
  request(0, 5, 1000);
  reader.sync({ ...whole, listeners: [listener({ id: "a" })] }, { ...slots, listeners: { a: 3 } });
  request(0, 3, 1000);
  const last = reader.close(0, all);
  expect([named(last.listeners.a).requests, named(last.listeners.b).requests]).toEqual([2, 1]);
  expect(Object.keys(reader.close(1, all).listeners)).toEqual(["a"]);
});

test("a row with an old owner's totals starts at zero for a new one", () => {
  const { reader, request } = setUp();
  request(0, 6, 1000);
  reader.sync({ ...whole, listeners: [listener({ id: "c" })] }, { ...slots, listeners: { c: 6 } });
  request(0, 6, 1000);
  expect(named(reader.close(0, all).listeners.c).requests).toBe(1);
});

test("an EIP's bytes and drops add up over workers; it waited as long as the worker that waited longest", () => {
  const { memory, reader } = setUp();
  for (const worker of [0, 1]) {
    const cells = memory.addressOf(worker, 7);
    cells[AddressCell.bytesIn] = 100;
    cells[AddressCell.bytesOut] = 1000;
    cells[AddressCell.droppedOut] = 3;
    cells[AddressCell.waitedInMs] = 400 + worker * 300;
    cells[AddressCell.connections] = 5;
  }
  expect(reader.close(0, all).eips).toEqual({ eip: [200, 2000, 0, 6, 700, 0] });
  memory.addressOf(0, 7)[AddressCell.waitedInMs] = 1200;
  expect(reader.close(1, all).eips).toEqual({ eip: [0, 0, 0, 0, 800, 0] });
});

test("servers are counted by their health check (MT-09, MT-10, K-27), and groups are their members together", () => {
  const { memory, reader } = setUp();
  const servers = (health: number) => {
    Atomics.store(memory.health, 2, health);
    memory.memberOf(0)[2 * memberCells + MemberCell.requests]! += 4;
    const window = reader.close(0, all);
    expect(window.pools).toEqual({ pool: window.members.member });
    expect(window.pools.pool?.[0]).toBe(4);
    const { normalServers, abnormalServers } = named(window.loadBalancers.lb);
    expect(window.members.member?.slice(7, 9)).toEqual([normalServers, abnormalServers]);
    return [normalServers, abnormalServers];
  };
  const health = [HealthWord.unknown, HealthWord.online, HealthWord.offline, HealthWord.notChecked];
  expect(health.map(servers)).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
});

test("servers have the times of their whole answers, and a group those of its servers together", () => {
  const memory = SharedMemory.create({ workers: 2, listeners: 1, members: 4 });
  const reader = new TrafficReader(memory);
  const pools = [pool({ members: [member({ id: "quick" }), member({ id: "slow", port: 2 })] })];
  reader.sync(snapshot({ loadBalancers: [loadBalancer()], pools }), {
    listeners: {},
    members: { quick: 1, slow: 2 },
    addresses: {},
  });
  const answer = (worker: number, row: number, us: number) => {
    memory.memberOf(worker)[row * memberCells + MemberCell.responses]! += 1;
    memory.memberOf(worker)[row * memberCells + MemberCell.responseTimeUs]! += us;
    memory.memberLatencyOf(worker)[row * latencyBuckets + latencyBucket(us)]! += 1;
  };
  const valuesOf = (values: number[] | undefined) =>
    Object.fromEntries(memberFields.map((field, index) => [field, values?.[index] ?? -1]));
  answer(0, 1, 1000);
  answer(1, 1, 3000);
  answer(0, 2, 80_000);
  const { members, pools: groups, latency } = reader.close(0, all);
  expect(valuesOf(members.quick)).toMatchObject({ responses: 2, responseTimeSumUs: 4000, responseTimeUs: 2000 });
  const group = valuesOf(groups.pool);
  expect(group).toMatchObject({ responses: 3, responseTimeSumUs: 84_000, responseTimeUs: 28_000 });
  expect(Math.abs((group.p50Us ?? 0) / 3000 - 1)).toBeLessThan(0.13);
  expect(Math.abs((group.p99Us ?? 0) / 80_000 - 1)).toBeLessThan(0.13);
  expect(latency.quick).toEqual([latencyBucket(1000), 1, latencyBucket(3000), 1]);
  expect(latency.pool).toEqual([...(latency.quick ?? []), latencyBucket(80_000), 1]);
  const after = reader.close(1, all);
  expect([valuesOf(after.members.quick).p50Us, valuesOf(after.pools.pool).responses]).toEqual([0, 0]);
  expect(after.latency).toEqual({});
});

test("a point has the histogram of each object with requests, a sample has none", () => {
  const { reader, request } = setUp();
  request(0, 3, 1000);
  request(1, 5, 1000);
  const bucket = latencyBucket(1000);
  const { latency } = reader.close(0, all);
  expect(latency).toEqual({ a: [bucket, 1], b: [bucket, 1], lb: [bucket, 2] });
  request(0, 3, 1000);
  expect(reader.close(0, { withIdle: false }).latency).toEqual({});
});
