import fc from "fast-check";
import { expect, test } from "vitest";
import { RowAllocator } from "./rows";

test("an object keeps its row while others come and go", () => {
  const rows = new RowAllocator(4);
  const { b } = rows.assign(["a", "b"], 0);
  expect(rows.assign(["c", "b"], 1).b).toBe(b);
});

test("a row rests until it is reclaimed, and its owner gets it back before", () => {
  const rows = new RowAllocator(2);
  const { a } = rows.assign(["a", "b"], 0);
  expect(rows.assign(["b", "c"], 10)).not.toHaveProperty("c");
  expect(rows.reclaim(10, () => true)).toEqual([]);
  expect(rows.assign(["a", "b"], 20).a).toBe(a);
  rows.assign(["b"], 30);
  expect(rows.reclaim(31, () => false)).toEqual([]);
  expect(rows.reclaim(31, () => true)).toEqual([a]);
  expect(rows.assign(["b", "c"], 40).c).toBe(a);
});

test("a preview changes nothing and foretells the assignment", () => {
  const rows = new RowAllocator(3);
  rows.assign(["a", "b"], 0);
  const preview = rows.preview(["b", "c", "d"]);
  expect(rows.assign(["b", "c", "d"], 1)).toEqual(preview);
});

test("any history: no two live or resting objects share a row, none is out of range", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
  fc.assert(
    fc.property(fc.array(fc.record({ ids: fc.uniqueArray(id), reclaim: fc.boolean() })), (steps) => {
      const rows = new RowAllocator(4);
      const resting = new Map<string, number>();
      let live: Record<string, number> = {};
      for (const [now, { ids, reclaim }] of steps.entries()) {
        if (reclaim) {
          const freed = rows.reclaim(now, () => true);
          for (const [owner, row] of resting) if (freed.includes(row)) resting.delete(owner);
        }
        const before = live;
        live = rows.assign(ids, now);
        for (const [owner, row] of Object.entries(before)) {
          if (live[owner] === undefined) resting.set(owner, row);
          else expect(live[owner]).toBe(row);
        }
        for (const owner of Object.keys(live)) resting.delete(owner);
        const used = [...Object.values(live), ...resting.values()];
        expect(new Set(used).size).toBe(used.length);
        expect(used.every((row) => row >= 0 && row < 4)).toBe(true);
      }
    }),
  );
});
