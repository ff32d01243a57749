import { expect, test } from "vitest";
import { latencyBuckets } from "@/lib/model/latency";
import { Cell, listenerCells, MemberCell, memberCells } from "@/engine/observe/cells";
import { clearListenerRow, clearMemberRow, isListenerRowIdle, isMemberRowIdle, takeBackGauges } from "./memory-rows";
import { SharedMemory } from "./shared-memory";

function setUp() {
  const memory = SharedMemory.create({ workers: 2, listeners: 3, members: 3 });
  for (const worker of [0, 1]) {
    memory.trafficOf(worker)[listenerCells + Cell.connections] = 4;
    memory.trafficOf(worker)[listenerCells + Cell.requests] = 9;
    memory.memberOf(worker)[2 * memberCells + MemberCell.inFlight] = 3;
    memory.latencyOf(worker)[latencyBuckets] = 1;
  }
  Atomics.store(memory.listenerConnections, 1, 8);
  Atomics.store(memory.inFlight, 2, 6);
  Atomics.store(memory.health, 2, 1);
  return memory;
}

test("what a dead worker held is taken back once, its totals stay", () => {
  const memory = setUp();
  takeBackGauges(memory, 1);
  takeBackGauges(memory, 1);
  expect([memory.listenerConnections[1], memory.inFlight[2]]).toEqual([4, 3]);
  expect(memory.trafficOf(1)[listenerCells + Cell.requests]).toBe(9);
  expect([isListenerRowIdle(memory, 1), isMemberRowIdle(memory, 2)]).toEqual([false, false]);
  takeBackGauges(memory, 0);
  expect([isListenerRowIdle(memory, 1), isMemberRowIdle(memory, 2)]).toEqual([true, true]);
});

test("a cleared row is empty in every worker and its neighbours are not", () => {
  const memory = setUp();
  memory.trafficOf(0)[2 * listenerCells] = 5;
  clearListenerRow(memory, 1);
  clearMemberRow(memory, 2);
  for (const worker of [0, 1]) {
    expect(
      memory
        .trafficOf(worker)
        .subarray(listenerCells, 2 * listenerCells)
        .every((value) => value === 0),
    ).toBe(true);
    expect(memory.latencyOf(worker).every((value) => value === 0)).toBe(true);
    expect(memory.memberOf(worker).every((value) => value === 0)).toBe(true);
  }
  expect([memory.health[2], memory.inFlight[2], memory.trafficOf(0)[2 * listenerCells]]).toEqual([0, 0, 5]);
});
