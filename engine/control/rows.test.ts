import { expect, it } from "vitest";
import { listener, loadBalancer, member, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { SharedMemory } from "@/engine/workers/shared-memory";
import { Rows } from "./rows";

it("tells what removed listeners and members still hold, until they hold nothing", () => {
  const memory = SharedMemory.create({ workers: 1, listeners: 4, members: 4 });
  const rows = new Rows(memory);
  const full = snapshot({
    loadBalancers: [loadBalancer({})],
    listeners: [listener({ defaultPoolId: "pool" })],
    pools: [pool({ members: [member({})] })],
  });
  const slots = rows.assign(full);
  const [[listenerId, listenerRow] = ["", 0]] = Object.entries(slots.listeners);
  const [[memberId, memberRow] = ["", 0]] = Object.entries(slots.members);
  Atomics.add(memory.listenerConnections, listenerRow, 2);
  Atomics.add(memory.inFlight, memberRow, 1);
  expect(rows.draining()).toEqual([]);
  rows.assign(snapshot({}));
  expect(rows.draining()).toEqual([
    { type: "listener", id: listenerId, left: 2 },
    { type: "member", id: memberId, left: 1 },
  ]);
  Atomics.sub(memory.listenerConnections, listenerRow, 2);
  Atomics.sub(memory.inFlight, memberRow, 1);
  expect(rows.draining()).toEqual([]);
});
