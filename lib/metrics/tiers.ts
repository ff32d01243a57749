export const minuteMs = 60_000;

/**
 * Lengths of windows that are stored, in minutes, and for how many days. Each is rolled up from the one before; a chart
 * of a span takes the finest that it can draw and that still reaches back so far.
 */
export const tiers = [
  { period: 1, keptDays: 7 },
  { period: 5, keptDays: 14 },
  { period: 20, keptDays: 31 },
  { period: 60, keptDays: 400 },
  { period: 240, keptDays: 800 },
  { period: 1440, keptDays: 1830 },
] as const;

/** Start of the window of `period` minutes that a minute lies in. */
export function startOf(minute: number, period: number): number {
  return Math.floor(minute / period) * period;
}
