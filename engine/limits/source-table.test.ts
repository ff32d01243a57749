import { once } from "node:events";
import { expect, test } from "vitest";
import { spawnSource } from "@/engine/workers/worker-entry";
import { deadline } from "@/engine/testing/deadline";
import { refused, sourceCells, SourceTable, sourceWords, untracked } from "./source-table";

function setUp() {
  const words = new Int32Array(new SharedArrayBuffer(sourceWords * 4));
  const tables = [0, 1].map((worker) => new SourceTable(words, new Int32Array(sourceCells), worker));
  return { words, one: tables[0] as SourceTable, two: tables[1] as SourceTable };
}

const source = 0xc0a8_0001;

test("a source has so many connections to a listener, in all workers together", () => {
  const { one, two } = setUp();
  const first = one.enter(3, source, 2);
  const second = two.enter(3, source, 2);
  expect(first).toBeGreaterThanOrEqual(0);
  expect(second).toBe(first);
  expect([one.enter(3, source, 2), two.enter(3, source, 2)]).toEqual([refused, refused]);
  expect(one.enter(4, source, 2)).toBeGreaterThanOrEqual(0);
  expect(one.enter(3, source + 1, 2)).toBeGreaterThanOrEqual(0);
  two.leave(second);
  expect(one.enter(3, source, 2)).toBe(first);
  expect(two.enter(3, source, 2)).toBe(refused);
});

test("what a dead worker held is given back, with its lock", () => {
  const { words, one, two } = setUp();
  const cell = one.enter(1, source, 2);
  two.enter(1, source, 2);
  const bucket = Math.floor(cell / 16);
  words[bucket] = 1;
  expect(two.enter(1, source, 2)).toBe(untracked);
  one.takeBack();
  one.takeBack();
  expect(words[bucket]).toBe(0);
  expect([two.enter(1, source, 2), two.enter(1, source, 2)]).toEqual([cell, refused]);
});

test("a full table limits nobody new and stays exact for those it holds", () => {
  const { one, two } = setUp();
  const held = new Map<number, number>();
  const others = new Set<number>();
  for (let address = 0; address < 2 * sourceCells; address++) {
    const cell = one.enter(0, address, 1);
    if (cell >= 0) held.set(address, cell);
    else others.add(cell);
  }
  expect([...others]).toEqual([untracked]);
  expect(held.size).toBeGreaterThan(sourceCells * 0.99);
  expect(new Set(held.values()).size).toBe(held.size);
  let again = 0;
  for (const [address, cell] of held) {
    if (two.enter(0, address, 1) !== refused) again++;
    one.leave(cell);
    one.leave(untracked);
  }
  expect(again).toBe(0);
  expect(two.enter(9, source, 1)).toBeGreaterThanOrEqual(0);
});

test("threads that come and go at once never pass the limit and leave nothing behind", async () => {
  const { words } = setUp();
  const believed = new Int32Array(new SharedArrayBuffer(5 * 4));
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const file = new URL("./testing/source-worker.ts", import.meta.url);
  const threads = [0, 1, 2].map((worker) =>
    spawnSource(file, { workerData: { words, believed, gate, threads: 3, worker, limit: 2, rounds: 30_000 } }),
  );
  const beyond = await deadline(Promise.all(threads.map((thread) => once(thread, "message"))), "all", 20_000);
  expect(beyond.flat()).toEqual([0, 0, 0]);
  const counts = words.subarray(words.length - sourceCells);
  expect(counts.every((count) => count === 0)).toBe(true);
  await Promise.all(threads.map((thread) => thread.terminate()));
}, 25_000);
