import { expect, test } from "vitest";
import { hashText } from "@/engine/balancing/hash";
import { sessionCells, SourceSessions, sessionWords } from "./source-sessions";

const group = hashText("a");
const other = hashText("b");

function tables(): [SourceSessions, SourceSessions] {
  const words = new Int32Array(new SharedArrayBuffer(sessionWords * 4));
  return [new SourceSessions(words, 1), new SourceSessions(words, 2)];
}

test("ST-01: a session is seen by all workers, lives on with each connection, and ends after its lifetime", () => {
  const [one, two] = tables();
  one.keep(group, 0xffffffff, 3, 100, 60);
  expect(two.find(group, 0xffffffff, 159, 60)).toBe(3);
  expect(one.find(group, 0xffffffff, 218, 60)).toBe(3);
  expect(one.find(group, 0xffffffff, 278, 60)).toBe(-1);
});

test("groups do not share their sessions, and one is cleared alone", () => {
  const [one, two] = tables();
  one.keep(group, 1, 3, 0, 60);
  one.keep(group, 0xc0a80001, 4, 0, 60);
  one.keep(other, 1, 5, 0, 60);
  expect(two.list(group, 10, 1).count).toBe(2);
  const listed = two.list(group, 10, 9).sessions.toSorted((a, b) => a.source - b.source);
  expect(listed).toEqual([
    { source: 1, member: 3, end: 60 },
    { source: 0xc0a80001, member: 4, end: 60 },
  ]);
  expect(two.clear(group, 10)).toBe(2);
  expect(one.find(group, 1, 10, 60)).toBe(-1);
  expect(one.find(other, 1, 10, 60)).toBe(5);
});

test("more sources than cells: bounded, and the newest are known", () => {
  const [one] = tables();
  for (let source = 0; source < 2 * sessionCells; source++) one.keep(group, source, 1, source >> 10, 60_000);
  expect(one.list(group, 1, 5).sessions).toHaveLength(5);
  expect(one.list(group, 1, 5).count).toBeLessThanOrEqual(sessionCells);
  for (let source = 2 * sessionCells - 100; source < 2 * sessionCells; source++)
    expect(one.find(group, source, 200, 60)).toBe(1);
});

test("a lock that a dead worker held stops nobody for long and is taken back", () => {
  const words = new Int32Array(new SharedArrayBuffer(sessionWords * 4));
  const live = new SourceSessions(words, 1);
  words.fill(7, 0, sessionCells / 16);
  expect(live.find(group, 1, 0, 60)).toBe(-1);
  new SourceSessions(words, 7).takeBack();
  live.keep(group, 1, 2, 0, 60);
  expect(live.find(group, 1, 1, 60)).toBe(2);
});
