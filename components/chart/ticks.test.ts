import { describe, expect, it } from "vitest";
import { niceTicks, shortNumber, timeTicks } from "./ticks";

describe("niceTicks", () => {
  it.each([
    [13_000, [0, 4000, 8000, 12_000, 16_000]],
    [4000, [0, 1000, 2000, 3000, 4000]],
    [200, [0, 50, 100, 150, 200]],
    [3, [0, 0.8, 1.6, 2.4, 3.2]],
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
  ])("up to %d", (max, ticks) => expect(niceTicks(max)).toEqual(ticks));

  it("always covers the greatest value", () => {
    for (let max = 0.001; max < 1e9; max *= 1.7) expect(niceTicks(max).at(-1)).toBeGreaterThanOrEqual(max * 0.99);
  });
});

it.each([
  [0, "0"],
  [950, "950"],
  [4000, "4k"],
  [12_500, "12.5k"],
  [2_000_000, "2M"],
  [0.25, "0.25"],
])("%d reads %s", (value, text) => expect(shortNumber(value)).toBe(text));

it("puts times on round minutes within the span", () => {
  const from = Date.UTC(2026, 0, 1, 9, 43);
  const to = Date.UTC(2026, 0, 1, 10, 46);
  expect(timeTicks(from, to).map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
    "09:45",
    "10:00",
    "10:15",
    "10:30",
    "10:45",
  ]);
});
