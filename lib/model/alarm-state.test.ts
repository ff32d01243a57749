import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlarmCondition, type AlarmMemory, type AlarmStep, meets, patience, stepAlarm } from "./alarm-state";

const minute = 60_000;
const condition: AlarmCondition = { operator: ">", threshold: 10, count: 3, suppressS: 0 };

/** Steps of periods in a row. */
function run(values: readonly (number | null)[], given: AlarmCondition = condition, resumedAt = -1): AlarmStep[] {
  let memory: AlarmMemory | null = null;
  return values.map((value, index) => {
    const step = stepAlarm(
      given,
      memory,
      { from: index * minute, until: (index + 1) * minute, value },
      index === resumedAt,
    );
    ({ memory } = step);
    return step;
  });
}

const notices = (steps: readonly AlarmStep[]) => steps.map(({ notice }) => notice);
const states = (steps: readonly AlarmStep[]) => steps.map(({ memory }) => memory.state);

describe("an alarm", () => {
  it("begins with as many periods in a row as the rule counts, and ends with the first that is well", () => {
    const steps = run([11, 9, 11, 11, 11, 11, 10]);
    expect(states(steps)).toEqual(["pending", "ok", "pending", "pending", "alarm", "alarm", "ok"]);
    expect(notices(steps)).toEqual([null, null, null, null, "fired", null, "recovered"]);
    expect(steps.map(({ change }) => change)).toEqual([null, null, null, null, "fired", null, "recovered"]);
  });

  it("knows too little at first and after some periods without a reading; an alarm outlasts them", () => {
    expect(states(run([null, 1, null, null, null, 1]))).toEqual([
      "insufficient",
      "ok",
      "ok",
      "ok",
      "insufficient",
      "ok",
    ]);
    const steps = run([11, 11, 11, null, null, null, null, 11, 1]);
    expect(states(steps).slice(2)).toEqual(["alarm", "alarm", "alarm", "alarm", "alarm", "alarm", "ok"]);
    expect(notices(steps)).toEqual([null, null, "fired", null, null, null, null, null, "recovered"]);
  });

  it("does not count periods in a row over one without a reading, or one that nobody looked at", () => {
    expect(states(run([11, 11, null, 11, 11, 11]))).toEqual([
      "pending",
      "pending",
      "ok",
      "pending",
      "pending",
      "alarm",
    ]);
    const first = stepAlarm(condition, null, { from: 0, until: minute, value: 11 }).memory;
    const later = stepAlarm(condition, first, { from: 5 * minute, until: 6 * minute, value: 11 }).memory;
    expect(later).toMatchObject({ state: "pending", streak: 1 });
  });

  it("is told again after the interval while it lasts, and no sooner when it flaps", () => {
    const every = { ...condition, count: 1, suppressS: 300 };
    expect(notices(run([11, 11, 11, 11, 11, 11, 11], every))).toEqual([
      "fired",
      null,
      null,
      null,
      null,
      "repeated",
      null,
    ]);
    const flapping = run([11, 1, 11, 1, 11, 11, 1], every);
    expect(notices(flapping)).toEqual(["fired", "recovered", null, null, null, "fired", "recovered"]);
  });

  it("is not told again by the first step after a restart, but later", () => {
    const every = { ...condition, count: 1, suppressS: 300 };
    expect(notices(run([11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11], every, 5))).toEqual([
      "fired",
      ...Array.from({ length: 9 }, () => null),
      "repeated",
    ]);
  });

  it("takes no period twice", () => {
    const [step] = run([11], { ...condition, count: 1 });
    const again = stepAlarm(condition, step?.memory ?? null, { from: 0, until: minute, value: 1 });
    expect(again).toEqual({ memory: step?.memory, change: null, notice: null });
  });

  const value = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
  const conditions = fc.record({
    operator: fc.constantFrom<AlarmCondition["operator"]>(">", ">=", "<", "<=", "=", "!="),
    threshold: fc.integer({ min: 0, max: 20 }),
    count: fc.integer({ min: 1, max: 5 }),
    suppressS: fc.constantFrom(0, 300, 600),
  });

  it("tells beginnings and ends in turn, never more often than the interval, and only what is true", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), conditions, (values, given) => {
        const steps = run(values, given);
        let open = false;
        let told = -Infinity;
        for (const [index, { memory, notice, change }] of steps.entries()) {
          expect(memory.streak).toBeLessThanOrEqual(given.count);
          expect(memory.missing).toBeLessThanOrEqual(patience);
          if (change === "fired") {
            const last = values.slice(index + 1 - given.count, index + 1);
            expect(last).toHaveLength(given.count);
            expect(last.every((one) => one !== null && meets(one, given.operator, given.threshold))).toBe(true);
          }
          if (change === "recovered") expect(values[index]).not.toBeNull();
          if (notice === "fired") expect(open).toBe(false);
          if (notice === "repeated" || notice === "recovered") expect(open).toBe(true);
          if (notice === "fired" || notice === "repeated") {
            if (given.suppressS > 0) expect(memory.until - told).toBeGreaterThanOrEqual(given.suppressS * 1000);
            told = memory.until;
            open = true;
          }
          if (notice === "recovered") open = false;
          if (memory.state === "alarm") expect(steps[index]?.memory.streak).toBe(given.count);
        }
      }),
    );
  });
});
