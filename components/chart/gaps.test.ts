import { expect, it } from "vitest";
import { axisTop, findGaps, greatest, latestValues } from "./gaps";

const points = [
  { at: 0, values: { a: null, b: null } },
  { at: 1, values: { a: 1, b: 4 } },
  { at: 2, values: { a: null, b: null } },
  { at: 3, values: { a: null, b: null } },
  { at: 4, values: { a: 2, b: null } },
  { at: 5, values: { a: null, b: null } },
];

it("finds where nothing was sampled", () => {
  expect(findGaps(points, ["a", "b"])).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 4 },
    { from: 4, to: 5 },
  ]);
});

it("reads the present values from the last sample", () => {
  expect(latestValues(points, ["a", "b"])).toEqual({ a: 2, b: null });
});

it("adds up a stack", () => {
  expect(greatest(points, ["a", "b"], true)).toBe(5);
  expect(greatest(points, ["a", "b"], false)).toBe(4);
});

it("has an axis that shows a limit, but not one that would lay the values flat", () => {
  expect(axisTop(3, [])).toBe(3);
  expect(axisTop(3, [20, 2])).toBe(20);
  expect(axisTop(3, [31, 5])).toBe(5);
  expect(axisTop(0, [1000])).toBe(1000);
  expect(axisTop(0, [-5])).toBe(0);
});
