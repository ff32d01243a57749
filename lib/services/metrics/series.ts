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

/** The period that was asked for, or the shortest one that reaches back so far. */
function keptPeriod(from: number, period: number, now: number): number {
  const age = now / minuteMs - from;
  const reaching = tiers.find(({ keptDays }) => keptDays * 1440 >= age) ?? tiers[tiers.length - 1];
  return Math.max(period, reaching?.period ?? period);
}
