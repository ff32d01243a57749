import { isMetricKey, isMetricKind } from "@/lib/model/metric-catalogue";
import { readingsUntil, readMetric } from "../metrics/reading";
import type { MetricSource } from "./keeper";
import type { MetricReader } from "./read-value";

/** A statistic over the span; null without a minute in it. */
const readStored: MetricReader = (ctx, { metric, statistic }, { type, id }, { from, until }) => {
  if (!isMetricKey(metric) || !isMetricKind(type)) return null;
  return readMetric(ctx.db, { resource: { type, id }, metric, statistic, periodMs: until - from, to: until });
};

export const storedMetrics: MetricSource = { read: readStored, until: ({ db }) => readingsUntil(db) };
