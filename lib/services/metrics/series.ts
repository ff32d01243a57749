import { metricObject, readWindows } from "@/lib/metrics/read";
import { statisticOf } from "@/lib/metrics/statistic";
import { minuteMs, startOf, tiers } from "@/lib/metrics/tiers";
import { type MetricKey, type MetricKind, metricOf, type Statistic } from "@/lib/model/metric-catalogue";
import type { Context } from "../context";
import { findMetricSubject } from "./object";

/** Windows that are answered with at most, whatever was asked. */
export const mostWindows = 3000;

export interface SeriesQuestion {
  resource: { type: MetricKind; id: string };
  metrics: readonly MetricKey[];
  statistic: Statistic;
  /** Ms of the epoch; `from` is taken down to the start of its window. */
  from: number;
  to: number;
  /** Length of a window in minutes. */
  period: number;
}

/** A window that starts at `at` (ms of the epoch), with a value a metric. Windows without any minute are left out. */
export interface SeriesPoint {
  at: number;
  values: (number | null)[];
}

/**
 * Metrics of one object that the caller may see, window by window; metrics that it does not have are null. Where more
 * than {@link mostWindows} are asked for, the newest are answered.
 */
export function readSeries(ctx: Context, question: SeriesQuestion): SeriesPoint[] {
  const { resource, metrics, statistic, period } = question;
  const subject = findMetricSubject(ctx, resource);
  const object = metricObject(ctx.db, subject.id);
  if (object?.kind !== subject.type) return [];
  const to = Math.ceil(Math.min(question.to, ctx.now() + minuteMs) / minuteMs);
  const from = startOf(Math.max(0, Math.floor(question.from / minuteMs), to - mostWindows * period), period);
  const windows = readWindows(ctx.db, object, keptPeriod(from, period, ctx.now()), { from, to });
  const known = metrics.map((key) => (subject.metrics.includes(key) ? metricOf(key) : null));
  return [...windows]
    .toSorted(([a], [b]) => a - b)
    .map(([at, window]) => ({
      at: at * minuteMs,
      values: known.map((metric) => (metric === null ? null : statisticOf(subject.type, metric, statistic, window))),
    }));
}

export interface VarianceQuestion extends Omit<SeriesQuestion, "metrics" | "statistic"> {
  metric: MetricKey;
}

/**
 * Variance of the one-minute values of a metric in each window: the mean of the squares of how far they are from their
 * mean, over the minutes that there are. Null where minutes so old are not kept any more: longer windows do not tell it.
 */
export function readVariance(
  ctx: Context,
  { resource, metric, from, to, period }: VarianceQuestion,
): { at: number; value: number }[] | null {
  const oldest = Math.ceil(Math.min(to, ctx.now()) / minuteMs) - mostWindows * period;
  const first = startOf(Math.max(0, Math.floor(from / minuteMs), oldest), period);
  if (first * minuteMs < varianceFrom(ctx.now(), period)) return null;
  const question = { resource, metrics: [metric], statistic: "average", period: 1 } as const;
  const windows = new Map<number, number[]>();
  // Part by part: an answer has so many points at most.
  for (let at = first * minuteMs; at < Math.min(to, ctx.now()); at += mostWindows * minuteMs) {
    const until = Math.min(to, at + mostWindows * minuteMs);
    for (const { at: minute, values } of readSeries(ctx, { ...question, from: at, to: until })) {
      const window = startOf(minute / minuteMs, period) * minuteMs;
      const known = windows.get(window) ?? [];
      windows.set(window, known);
      known.push(values[0] ?? 0);
    }
  }
  return [...windows].map(([at, values]) => ({ at, value: varianceOf(values) }));
}

/** Start of the oldest window of which every minute is kept for some time yet, ms of the epoch. */
export function varianceFrom(now: number, period: number): number {
  const kept = Math.floor(now / minuteMs) + 2 - tiers[0].keptDays * 1440;
  return startOf(kept + period - 1, period) * minuteMs;
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** The period that was asked for, or the shortest one that reaches back so far. */
function keptPeriod(from: number, period: number, now: number): number {
  const age = now / minuteMs - from;
  const reaching = tiers.find(({ keptDays }) => keptDays * 1440 >= age) ?? tiers[tiers.length - 1];
  return Math.max(period, reaching?.period ?? period);
}
