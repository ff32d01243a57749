import { describe, expect, it } from "vitest";
import type { Load } from "./algorithm";
import { buildPicker } from "./build-picker";
import { mix } from "./hash";
import { rampedWeight } from "./slow-start";

const members = (...weights: number[]) => weights.map((weight, i) => ({ key: `m${i}`, weight }));
const all: Load = { isEligible: () => true, inFlight: () => 0 };

function picks(picker: ReturnType<typeof buildPicker>, count: number, load: Load = all): number[] {
  return Array.from({ length: count }, (_, i) => picker.pick(load, i));
}

function counts(list: number[]): Record<number, number> {
  const result: Record<number, number> = {};
  for (const index of list) result[index] = (result[index] ?? 0) + 1;
  return result;
}

describe("weighted round robin", () => {
  it("gives turns by weight, spread evenly (AL-03)", () => {
    expect(picks(buildPicker("ROUND_ROBIN", members(5, 1, 1), null), 7)).toEqual([0, 0, 1, 0, 2, 0, 0]);
    expect(counts(picks(buildPicker("ROUND_ROBIN", members(3, 1), null), 4000))).toEqual({ 0: 3000, 1: 1000 });
    expect(counts(picks(buildPicker("ROUND_ROBIN", members(1, 1, 1, 1), null), 400))).toEqual({
      0: 100,
      1: 100,
      2: 100,
      3: 100,
    });
  });

  it("gives nothing to weight 0 and to those that are not eligible (AL-02)", () => {
    const picker = buildPicker("ROUND_ROBIN", members(0, 1, 1), null);
    expect(picks(picker, 3, { ...all, isEligible: (i) => i !== 2 })).toEqual([1, 1, 1]);
    expect(picks(picker, 1, { ...all, isEligible: () => false })).toEqual([-1]);
    expect(picks(buildPicker("ROUND_ROBIN", [], null), 1)).toEqual([-1]);
  });
});

describe("weighted least connections", () => {
  it("takes the fewest connections per weight; ties go to the heavier, then in turn (AL-04)", () => {
    const held = [3, 1, 2];
    const load: Load = { isEligible: () => true, inFlight: (i) => held[i] ?? 0 };
    const picker = buildPicker("LEAST_CONNECTIONS", members(4, 1, 2), null);
    expect(picker.pick(load, 0)).toBe(0);
    held[0] = 4;
    expect(picker.pick(load, 0)).toBe(0);
    held[0] = 5;
    expect(picker.pick(load, 0)).toBe(2);
    expect(picks(buildPicker("LEAST_CONNECTIONS", members(1, 1, 1), null), 6)).toEqual([0, 1, 2, 0, 1, 2]);
  });
});

describe("source IP hash", () => {
  it("is stable, even, and moves only the clients of a member that goes (AL-05, K-15)", () => {
    const picker = buildPicker("SOURCE_IP", members(1, 100, 1, 1), null);
    const clients = Array.from({ length: 4000 }, (_, i) => mix(i, 7));
    const before = clients.map((client) => picker.pick(all, client));
    for (const count of Object.values(counts(before))) expect(count).toBeGreaterThan(850);
    const without: Load = { ...all, isEligible: (i) => i !== 2 };
    clients.forEach((client, i) => {
      const after = picker.pick(without, client);
      if (before[i] === 2) expect(after).not.toBe(2);
      else expect(after).toBe(before[i]);
    });
    const smaller = buildPicker("SOURCE_IP", members(1, 1, 0, 1), null);
    expect(clients.map((client) => smaller.pick(all, client))).toEqual(clients.map((c) => picker.pick(without, c)));
  });
});

describe("slow start", () => {
  it("grows a weight from a tenth to all of it, in a line", () => {
    const weights = [-5, 0, 250, 500, 999, 1000, 5000].map((ms) => rampedWeight(40, ms, 1000));
    expect(weights.map(Math.round)).toEqual([4, 4, 13, 22, 40, 40, 40]);
    expect(rampedWeight(0, 10, 1000)).toBe(0);
  });

  it("counts in turns and in connections, not in hashes", () => {
    const inTurn = buildPicker("ROUND_ROBIN", members(1, 1), null);
    inTurn.setWeight(0, 0.25);
    expect(counts(picks(inTurn, 100))).toEqual({ 0: 20, 1: 80 });
    inTurn.setWeight(0, 1);
    expect(counts(picks(inTurn, 100))).toEqual({ 0: 50, 1: 50 });
    const fewest = buildPicker("LEAST_CONNECTIONS", members(1, 1), null);
    fewest.setWeight(0, 0.1);
    const held = [0, 0];
    const load: Load = { isEligible: () => true, inFlight: (i) => held[i] as number };
    for (let i = 0; i < 110; i++) held[fewest.pick(load, 0)]! += 1;
    expect(held[0]).toBeGreaterThanOrEqual(9);
    expect(held[0]).toBeLessThanOrEqual(11);
    const hashed = buildPicker("SOURCE_IP", members(1, 1), null);
    const before = picks(hashed, 50);
    hashed.setWeight(0, 0.1);
    expect(picks(hashed, 50)).toEqual(before);
  });
});
