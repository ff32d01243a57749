import { expect, test } from "vitest";
import { StallWatch } from "./stall-watch";

function looks(watch: StallWatch, beats: number[], from = 0, stepMs = 250): boolean[] {
  return beats.map((beat, index) => watch.isStalled(beat, from + index * stepMs));
}

test("a heartbeat that moves is no stall, however long", () => {
  const beats = Array.from({ length: 100 }, (_, index) => Math.floor(index / 7));
  expect(looks(new StallWatch(2000, 250), beats)).not.toContain(true);
});

test("a heartbeat that stands still for longer than the limit is a stall", () => {
  const seen = looks(new StallWatch(2000, 250), Array(12).fill(5));
  expect(seen.indexOf(true)).toBe(9);
});

test("time in which the watcher slept does not count", () => {
  const watch = new StallWatch(2000, 250);
  expect(looks(watch, [1, 1, 1])).not.toContain(true);
  expect(watch.isStalled(1, 3_600_000)).toBe(false);
  expect(watch.isStalled(2, 3_600_250)).toBe(false);
});
