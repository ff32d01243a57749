import { appendFileSync, mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Window } from "@/lib/wire/messages";
import { Spool } from "./spool";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "spool-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function window(at: number): Window {
  return { at, loadBalancers: {}, listeners: { l: [at] }, members: {}, eips: {}, pools: {}, latency: {} };
}

function fill(spool: Spool, count: number): void {
  for (let i = 0; i < count; i++) spool.append(window(spool.nextSeq));
}

function readAll(spool: Spool, from: number): number[] {
  const seqs: number[] = [];
  for (let batch = spool.read(from); batch.length > 0; batch = spool.read((seqs.at(-1) as number) + 1)) {
    seqs.push(...batch.map(({ seq }) => seq));
  }
  return seqs;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const files = () => readdirSync(directory).filter((name) => name.startsWith("points-"));

test("points come back in order, from any number on, over several files", () => {
  const spool = new Spool(directory, { segmentBytes: 300 });
  fill(spool, 20);
  expect(files().length).toBeGreaterThan(3);
  expect(readAll(spool, 0)).toEqual(range(1, 20));
  expect(readAll(spool, 13)).toEqual(range(13, 20));
  expect(spool.read(21)).toEqual([]);
  expect(spool.read(13)[0]).toEqual({ seq: 13, window: window(13) });
});

test("a new process goes on where the killed one stopped", () => {
  fill(new Spool(directory, { segmentBytes: 300 }), 7);
  const again = new Spool(directory, { segmentBytes: 300 });
  expect(again.nextSeq).toBe(8);
  fill(again, 1);
  expect(readAll(again, 0)).toEqual(range(1, 8));
});

test("a line that a crash cut off is forgotten and its number used again", () => {
  fill(new Spool(directory), 3);
  const path = join(directory, files()[0] as string);
  appendFileSync(path, '{"seq":4,"win');
  const again = new Spool(directory);
  expect(again.nextSeq).toBe(4);
  fill(again, 2);
  expect(readAll(again, 0)).toEqual(range(1, 5));
  truncateSync(path, 10);
  expect(new Spool(directory).nextSeq).toBe(1);
});

test("acknowledged points are not read again, not even by a new process, and their files go", () => {
  const spool = new Spool(directory, { segmentBytes: 300 });
  fill(spool, 20);
  spool.ack(12);
  expect(readAll(spool, 0)).toEqual(range(13, 20));
  const before = files().length;
  const again = new Spool(directory, { segmentBytes: 300 });
  expect(readAll(again, 0)).toEqual(range(13, 20));
  again.ack(20);
  expect(files().length).toBeLessThan(before);
  expect(new Spool(directory).nextSeq).toBe(21);
});

test("numbers never go back, even when everything is acknowledged", () => {
  const spool = new Spool(directory, { segmentBytes: 300 });
  fill(spool, 20);
  spool.ack(1000);
  fill(spool, 1);
  expect(readAll(new Spool(directory), 0)).toEqual([21]);
});

test("the size is bounded: the oldest points go first", () => {
  const spool = new Spool(directory, { segmentBytes: 300, totalBytes: 1000 });
  fill(spool, 100);
  const seqs = readAll(spool, 0);
  expect(seqs.at(-1)).toBe(100);
  expect(seqs.length).toBeLessThan(25);
});

test("a console that remembers higher numbers gets higher ones", () => {
  const spool = new Spool(directory);
  spool.skipTo(500);
  fill(spool, 1);
  expect(readAll(spool, 500)).toEqual([500]);
  expect(new Spool(directory).nextSeq).toBe(501);
});
