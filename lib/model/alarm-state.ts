import type { AlarmOperator, AlarmRule, AlarmStateName } from "./alarm";

/** What is remembered of a rule and an object from one period to the next. */
export interface AlarmMemory {
  state: AlarmStateName;
  /** Periods in a row that met the condition, at most the rule's count. */
  streak: number;
  /** Periods in a row of which nothing was read, at most {@link patience}. */
  missing: number;
  /** Since when it is in this state, in ms. */
  since: number;
  /** End of the last period, in ms. */
  until: number;
  /** When it was told last, in ms; null: never. Kept over recoveries, so that an alarm that flaps is not told each time. */
  notifiedAt: number | null;
  /** Whether this alarm was told: only then its end is. */
  announced: boolean;
}

/** One period that is over; `value` null: nothing was read in it. */
export interface AlarmPeriod {
  from: number;
  until: number;
  value: number | null;
}

export type AlarmCondition = Pick<AlarmRule, "operator" | "threshold" | "count" | "suppressS">;

/** What the history tells, and what has to be sent. */
export interface AlarmStep {
  memory: AlarmMemory;
  change: "fired" | "recovered" | null;
  notice: "fired" | "repeated" | "recovered" | null;
}

/** Periods without a reading after which a rule says that it knows too little. */
export const patience = 3;

export function meets(value: number, operator: AlarmOperator, threshold: number): boolean {
  switch (operator) {
    case ">":
      return value > threshold;
    case ">=":
      return value >= threshold;
    case "<":
      return value < threshold;
    case "<=":
      return value <= threshold;
    case "=":
      return value === threshold;
    case "!=":
      return value !== threshold;
  }
}

/**
 * Takes one period (MO-02). An alarm begins with as many periods in a row as the rule counts, ends with the first that
 * does not meet the condition, and outlasts periods without a reading. `resumed`: the first step of a process; what was
 * told before is not told again because time has passed without one.
 */
export function stepAlarm(
  condition: AlarmCondition,
  before: AlarmMemory | null,
  period: AlarmPeriod,
  resumed = false,
): AlarmStep {
  if (before !== null && period.until <= before.until) return { memory: before, change: null, notice: null };
  const known = before ?? begin(period.from);
  if (period.value === null) return { memory: withoutReading(known, period), change: null, notice: null };
  if (!meets(period.value, condition.operator, condition.threshold)) return recover(known, period);
  return meet(condition, known, period, resumed);
}

function begin(at: number): AlarmMemory {
  return { state: "insufficient", streak: 0, missing: 0, since: at, until: at, notifiedAt: null, announced: false };
}

function withoutReading(before: AlarmMemory, { until }: AlarmPeriod): AlarmMemory {
  const missing = Math.min(patience, before.missing + 1);
  const memory = { ...before, missing, streak: before.state === "alarm" ? before.streak : 0, until };
  if (before.state === "alarm" || before.state === "insufficient") return memory;
  return enter(memory, missing >= patience ? "insufficient" : "ok", until);
}

function recover(before: AlarmMemory, { until }: AlarmPeriod): AlarmStep {
  const memory = { ...enter(before, "ok", until), streak: 0, missing: 0, until, announced: false };
  if (before.state !== "alarm") return { memory, change: null, notice: null };
  return { memory, change: "recovered", notice: before.announced ? "recovered" : null };
}

function meet(condition: AlarmCondition, before: AlarmMemory, period: AlarmPeriod, resumed: boolean): AlarmStep {
  const { until } = period;
  // Periods that nobody looked at do not count as ones that met it.
  const inARow = before.until >= period.from && before.missing === 0 ? before.streak : 0;
  const streak = before.state === "alarm" ? condition.count : Math.min(condition.count, inARow + 1);
  const state = streak >= condition.count ? "alarm" : "pending";
  const memory = { ...enter(before, state, until), streak, missing: 0, until };
  if (state === "pending") return { memory, change: null, notice: null };
  const change = before.state === "alarm" ? null : "fired";
  return { ...tell(condition, memory, resumed), change };
}

function tell({ suppressS }: AlarmCondition, memory: AlarmMemory, resumed: boolean): Omit<AlarmStep, "change"> {
  const { until, notifiedAt, announced } = memory;
  const quiet = notifiedAt !== null && suppressS > 0 && until - notifiedAt < suppressS * 1000;
  if (!announced) {
    if (quiet) return { memory, notice: null };
    return { memory: { ...memory, announced: true, notifiedAt: until }, notice: "fired" };
  }
  if (suppressS === 0 || quiet) return { memory, notice: null };
  return { memory: { ...memory, notifiedAt: until }, notice: resumed ? null : "repeated" };
}

function enter(before: AlarmMemory, state: AlarmStateName, at: number): AlarmMemory {
  return before.state === state ? before : { ...before, state, since: at };
}
