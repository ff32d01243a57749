import type { ChartPoint } from "./types";

export interface Gap {
  from: number;
  to: number;
}

/** Spans without any sample: from the last point that has one to the next. Leading and trailing ones count. */
export function findGaps(points: readonly ChartPoint[], keys: readonly string[]): Gap[] {
  const gaps: Gap[] = [];
  let start: number | null = null;
  let previous: ChartPoint | undefined;
  for (const point of points) {
    const empty = keys.every((key) => (point.values[key] ?? null) === null);
    if (empty && start === null) start = previous?.at ?? point.at;
    if (!empty && start !== null) {
      gaps.push({ from: start, to: point.at });
      start = null;
    }
    previous = point;
  }
  if (start !== null && previous && previous.at > start) gaps.push({ from: start, to: previous.at });
  return gaps;
}

/** The last value that is one, of each series. */
export function latestValues(points: readonly ChartPoint[], keys: readonly string[]): Record<string, number | null> {
  const last = points.findLast((point) => keys.some((key) => (point.values[key] ?? null) !== null));
  return Object.fromEntries(keys.map((key) => [key, last?.values[key] ?? null]));
}

/** Values that are less than a tenth of the axis say nothing any more. */
const mostTimes = 10;

/** The end of the axis: it shows limits, unless one is so far away that the values would lie flat. */
export function axisTop(greatestValue: number, limits: readonly number[]): number {
  const near = limits.filter((limit) => greatestValue === 0 || limit <= greatestValue * mostTimes);
  return Math.max(greatestValue, ...near);
}

/** The greatest value, or of a stack the greatest sum. */
export function greatest(points: readonly ChartPoint[], keys: readonly string[], stacked: boolean): number {
  return points.reduce((max, { values }) => {
    const own = keys.map((key) => values[key] ?? 0);
    return Math.max(max, stacked ? own.reduce((sum, value) => sum + value, 0) : Math.max(0, ...own));
  }, 0);
}
