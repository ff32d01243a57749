import { percentileMs } from "@/lib/model/latency";
import {
  fieldSetOf,
  type Metric,
  type MetricKind,
  type Statistic,
  storedFields,
  timedFieldOf,
} from "@/lib/model/metric-catalogue";
import type { Aggregate } from "./aggregate";

/**
 * A statistic of a metric over the minutes of an aggregate, in the metric's unit. `max`, `min` and `sum` are of the
 * one-minute values; `average` is their mean, but of response times the mean over all requests, and of percentiles the
 * percentile of all requests. Minutes without a request have a response time of 0.
 */
export function statisticOf(kind: MetricKind, { source }: Metric, statistic: Statistic, window: Aggregate): number {
  const fields: readonly string[] = storedFields[fieldSetOf[kind]];
  const sum = (field: string) => window.sums[fields.indexOf(field)] ?? 0;
  const pick = (field: string, factor: number) => {
    const index = fields.indexOf(field);
    const { sums, maxima, minima, minutes } = window;
    const value = { average: (sums[index] ?? 0) / minutes, max: maxima[index], min: minima[index], sum: sums[index] };
    return (value[statistic] ?? 0) * factor;
  };
  switch (source.as) {
    case "rate":
      return pick(source.field, (source.factor ?? 1) / 60);
    case "gauge":
      return pick(source.field, 1);
    case "share":
      return Math.min(pick(source.field, 100 / 60_000), statistic === "sum" ? Number.POSITIVE_INFINITY : 100);
    case "mean": {
      if (statistic !== "average") return pick("responseTimeUs", 0.001);
      const requests = sum(timedFieldOf[fieldSetOf[kind]]);
      return requests === 0 ? 0 : sum("responseTimeSumUs") / requests / 1000;
    }
    case "percentile": {
      if (statistic !== "average") return pick(source.field, 0.001);
      return window.latency === null ? 0 : percentileMs(window.latency, source.share);
    }
  }
}
