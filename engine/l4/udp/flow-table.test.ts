import { constants } from "node:os";
import { expect, test } from "vitest";
import { ConnectionGate } from "@/engine/limits/connection-gate";
import { Cell, HealthWord, listenerCells } from "@/engine/observe/cells";
import type { ListenerPlan, MemberPlan, PoolPlan } from "@/engine/plan/plan";
import { compilePlan } from "@/engine/plan/compile";
import { listener, loadBalancer, member, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { MemberRegistry } from "@/engine/upstream/member-registry";
import { PoolState } from "@/engine/upstream/pool-state";
import { TimerWheel } from "@/engine/upstream/timer-wheel";
import { SharedMemory } from "@/engine/workers/shared-memory";
import type { Flow, Front } from "./flow";
import { FlowTable } from "./flow-table";
import type { MemberSocketOwner } from "./member-socket";

const { ECONNREFUSED, EAGAIN } = constants.errno;

interface FakeSocket {
  port: number;
  owner: MemberSocketOwner;
  sent: string[];
  errors: number[];
  open: boolean;
}

/** A table with a clock of its own and sockets that only note what they are told. */
function setUp(ports: readonly number[], change: Partial<ListenerPlan> = {}, maxConnections?: number) {
  const shared = SharedMemory.create({ workers: 1, listeners: 2, members: 8 });
  shared.health.fill(HealthWord.online);
  const wheel = new TimerWheel(0);
  const registry = new MemberRegistry(shared, 0, wheel);
  const gate = new ConnectionGate(shared, 0, maxConnections);
  const ids = ports.map((port) => `m${port}`);
  const { plan } = compilePlan(
    snapshot({
      loadBalancers: [loadBalancer()],
      pools: [pool({ protocol: "UDP", members: ports.map((port) => member({ id: `m${port}`, port })) })],
      listeners: [listener({ protocol: "UDP", defaultPoolId: "pool" })],
    }),
    { addresses: {}, listeners: { listener: 1 }, members: Object.fromEntries(ids.map((id, row) => [id, row])) },
  );
  registry.put(plan.members.values() as Iterable<MemberPlan>);
  const state = new PoolState(plan.pools.get("pool") as PoolPlan, registry, null);
  const sockets: FakeSocket[] = [];
  let refusal: string | null = null;
  const replies: string[] = [];
  const front: Front = {
    socket: { send: (bytes, length) => (replies.push(bytes.toString("latin1", 0, length)), 0) },
    flows: new Map<number, Flow>(),
    shaper: null,
  };
  const table = new FlowTable(
    { wheel, gate, traffic: shared.trafficOf(0) },
    { ...(plan.listeners.get("listener") as ListenerPlan), ...change },
    state,
    (_address, port, _source, owner) => {
      if (refusal !== null) return { code: refusal };
      const made: FakeSocket = { port, owner, sent: [], errors: [], open: true };
      sockets.push(made);
      return {
        send: (bytes, length) => {
          const error = made.errors.shift() ?? 0;
          if (error === 0) made.sent.push(bytes.toString("latin1", 0, length));
          return error;
        },
        close: () => {
          made.open = false;
        },
      };
    },
  );
  return {
    shared,
    wheel,
    gate,
    table,
    front,
    sockets,
    replies,
    refuse: (code: string | null) => {
      refusal = code;
    },
    from: (source: number, port: number, text: string) => {
      const bytes = Buffer.from(text);
      table.received(front, null, source, port, bytes, bytes.length);
    },
    count: (cell: keyof typeof Cell) => shared.trafficOf(0)[listenerCells + Cell[cell]],
  };
}

test("a flow lives while something passes in either direction, and gives back all it held", () => {
  const { wheel, from, sockets, front, gate, shared, count, table } = setUp([1], { clientDataMs: 10_000 });
  from(1, 1000, "a");
  wheel.advance(9_000);
  from(1, 1000, "b");
  wheel.advance(18_000);
  sockets[0]?.owner.onReply(Buffer.from("r"), 1);
  wheel.advance(27_000);
  expect(table.size).toBe(1);
  wheel.advance(29_000);
  expect(table.size).toBe(0);
  expect(front.flows.size).toBe(0);
  expect(sockets[0]).toMatchObject({ open: false, sent: ["a", "b"] });
  expect([gate.connections, shared.listenerConnections[1], shared.inFlight[0], count("connections")]).toEqual([
    0, 0, 0, 0,
  ]);
  from(1, 1000, "c");
  expect(sockets[1]).toMatchObject({ open: true, sent: ["c"] });
});

test("port unreachable on sending: the same datagram goes to the next member", () => {
  const { from, sockets, count } = setUp([1, 2]);
  from(1, 1000, "a");
  sockets[0]?.errors.push(ECONNREFUSED);
  from(1, 1000, "b");
  expect(sockets.map(({ port, sent, open }) => [port, sent.join(""), open])).toEqual([
    [1, "a", false],
    [2, "b", true],
  ]);
  expect(count("droppedDatagrams")).toBe(0);
  expect(count("newConnections")).toBe(1);
});

test("a full send buffer loses the datagram and keeps the flow", () => {
  const { from, sockets, count } = setUp([1, 2]);
  from(1, 1000, "a");
  sockets[0]?.errors.push(EAGAIN);
  from(1, 1000, "b");
  from(1, 1000, "c");
  expect(sockets.map(({ sent }) => sent)).toEqual([["a", "c"]]);
  expect(count("droppedDatagrams")).toBe(1);
});

test("a full worker: a new flow takes the place of the one that was silent longest, in either direction", () => {
  const { from, sockets, front, table, gate, count } = setUp([1], {}, 1.5);
  for (const port of [1, 2, 3]) from(1, port, "a");
  from(1, 1, "b");
  sockets[1]?.owner.onReply(Buffer.from("r"), 1);
  from(1, 4, "a");
  expect([...front.flows.values()].map(({ port }) => port)).toEqual([1, 2, 4]);
  expect(sockets[2]).toMatchObject({ open: false, sent: ["a"] });
  from(1, 5, "a");
  expect([...front.flows.values()].map(({ port }) => port)).toEqual([2, 4, 5]);
  expect([table.size, gate.connections, count("connections"), count("refusedConnections")]).toEqual([3, 1.5, 3, 0]);
  table.clear(front);
  expect([table.size, gate.connections]).toEqual([0, 0]);
});

test("a full worker whose places others hold refuses", () => {
  const { from, gate, table, count } = setUp([1], {}, 1);
  gate.connections = 1;
  from(1, 1, "a");
  expect([table.size, gate.connections, count("refusedConnections")]).toEqual([0, 1, 1]);
});

test("no descriptor left, none allowed, or no port to answer to: dropped, counted, nothing held", () => {
  const { from, refuse, table, gate, count } = setUp([1], { connectionLimit: 2 });
  refuse("EMFILE");
  from(1, 1000, "a");
  expect([table.size, gate.connections, count("refusedConnections")]).toEqual([0, 0, 1]);
  refuse(null);
  for (let port = 1; port <= 3; port++) from(1, port, "a");
  expect([table.size, gate.connections, count("refusedConnections")]).toEqual([2, 1, 2]);
  from(1, 0, "a");
  expect([table.size, count("refusedConnections"), count("droppedDatagrams")]).toEqual([2, 3, 3]);
});
