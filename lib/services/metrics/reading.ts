import type { Db } from "@/lib/db/client";
import { metricObject, newestMinute, readSpan } from "@/lib/metrics/read";
import { statisticOf } from "@/lib/metrics/statistic";
import { minuteMs } from "@/lib/metrics/tiers";
import { type MetricKey, type MetricKind, metricOf, type Statistic } from "@/lib/model/metric-catalogue";

export interface Reading {
  resource: { type: MetricKind; id: string };
  metric: MetricKey;
  statistic: Statistic;
  /** Whole minutes, in ms. */
  periodMs: number;
  /** End of the period, ms of the epoch; taken down to a whole minute. */
  to: number;
}

/**
 * A statistic of a metric over a period, in the metric's unit (see the catalogue), without asking who wants to know. 0
 * while the object exists and carries nothing (K-11); null is a gap: the engine was down in all of the period, the object
 * did not exist, or its kind does not have the metric.
 */
export function readMetric(db: Db, { resource, metric, statistic, periodMs, to }: Reading): number | null {
  const end = Math.floor(to / minuteMs);
  const object = metricObject(db, resource.id);
  if (object?.kind !== resource.type || !metricOf(metric).kinds.includes(object.kind)) return null;
  const window = readSpan(db, object, { from: end - Math.max(1, Math.round(periodMs / minuteMs)), to: end });
  return window === null ? null : statisticOf(object.kind, metricOf(metric), statistic, window);
}

/** Until when readings are whole: the end of the newest minute that the engine reported, ms of the epoch; 0: none. */
export function readingsUntil(db: Db): number {
  return newestMinute(db) * minuteMs;
}
