import { expect, test } from "vitest";
import { changesBetween } from "./trace-changes";

test("fields that differ, by their paths", () => {
  const before = {
    name: "a",
    weight: 1,
    generation: 3,
    updatedAt: 1,
    monitor: { type: "TCP", interval: 5 },
    tags: ["x"],
    gone: true,
  };
  const after = {
    name: "a",
    weight: 2,
    generation: 4,
    updatedAt: 2,
    monitor: { type: "TCP", interval: 7 },
    tags: ["x", "y"],
    fresh: "new",
  };
  expect(changesBetween(before, after)).toEqual([
    { path: "weight", before: "1", after: "2" },
    { path: "monitor.interval", before: "5", after: "7" },
    { path: "tags", before: '["x"]', after: '["x","y"]' },
    { path: "gone", before: "true", after: undefined },
    { path: "fresh", before: undefined, after: "new" },
  ]);
});

test("of an object that began or ended: all that it says", () => {
  expect(changesBetween(null, { id: "1", pool: null })).toEqual([{ path: "id", before: undefined, after: "1" }]);
  expect(changesBetween({ id: "1" }, null)).toEqual([{ path: "id", before: "1", after: undefined }]);
  expect(changesBetween("x", "y")).toEqual([{ path: "value", before: "x", after: "y" }]);
  expect(changesBetween({ a: 1 }, { a: 1 })).toEqual([]);
});
