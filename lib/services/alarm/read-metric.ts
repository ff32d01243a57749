import { isMetricKey, isMetricKind } from "@/lib/model/metric-catalogue";
import { readMetric } from "../metrics/reading";
import type { MetricReader } from "./read-value";

/** A statistic over the span; null without a minute in it. */
export const readMetricPoints: MetricReader = (ctx, { metric, statistic }, { type, id }, { from, until }) => {
  if (!isMetricKey(metric) || !isMetricKind(type)) return null;
  return readMetric(ctx.db, { resource: { type, id }, metric, statistic, periodMs: until - from, to: until });
};
