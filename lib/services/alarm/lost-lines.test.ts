import { expect, test } from "vitest";
import { LostLines } from "./lost-lines";

const minute = 60_000;
const step = 10_000;

/** A look at `at` at an engine that has lost `dropped` lines, the last of them at `droppedAt`. */
function look(lost: LostLines, at: number, dropped: number, droppedAt: number) {
  const state = { streamId: "s", written: 0, dropped, droppedAt, error: "" };
  return lost.within(state, { from: at - minute, until: at });
}

test("what was lost within the span is counted, not what the engine lost before", () => {
  const lost = new LostLines();
  expect(look(lost, 10 * minute, 5000, 2 * minute)).toBe(0);
  expect(look(lost, 10 * minute + step, 5000, 2 * minute)).toBe(0);
  const at = 10 * minute + step + 1;
  expect(look(lost, 10 * minute + 2 * step, 5007, at)).toBe(7);
  expect(look(lost, 10 * minute + 2 * step, 5007, at)).toBe(7);
  expect(look(lost, 11 * minute, 5010, 11 * minute - 1)).toBe(10);
  expect(look(lost, 11 * minute + 3 * step, 5010, 11 * minute - 1)).toBe(3);
  expect(look(lost, 12 * minute, 5010, 11 * minute - 1)).toBe(0);
});

test("lines lost before the first look are known to be some, not how many", () => {
  expect(look(new LostLines(), 10 * minute, 5000, 10 * minute - 1)).toBe(1);
});

test("an engine that began anew counts from 0", () => {
  const lost = new LostLines();
  expect(look(lost, 10 * minute, 5000, 0)).toBe(0);
  expect(look(lost, 10 * minute + step, 12, 10 * minute + 1)).toBe(12);
  expect(look(lost, 10 * minute + 2 * step, 15, 10 * minute + step + 1)).toBe(15);
});

test("without a log nothing is lost", () => {
  expect(new LostLines().within(undefined, { from: 0, until: minute })).toBe(0);
});
