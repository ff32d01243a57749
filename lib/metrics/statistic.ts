import { percentileMs } from "@/lib/model/latency";
import {
  type FieldSet,
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
  const set = fieldSetOf[kind];
  switch (source.as) {
    case "rate":
      return (valueOf(set, source.field, statistic, window) * (source.factor ?? 1)) / 60;
    case "gauge":
      return valueOf(set, source.field, statistic, window);
    case "share": {
      const share = (valueOf(set, source.field, statistic, window) * 100) / 60_000;
      return statistic === "sum" ? share : Math.min(share, 100);
    }
    case "mean": {
      if (statistic !== "average") return valueOf(set, "responseTimeUs", statistic, window) / 1000;
      const requests = valueOf(set, timedFieldOf[set], "sum", window);
      return requests === 0 ? 0 : valueOf(set, "responseTimeSumUs", "sum", window) / requests / 1000;
    }
    case "percentile": {
      if (statistic !== "average") return valueOf(set, source.field, statistic, window) / 1000;
      return window.latency === null ? 0 : percentileMs(window.latency, source.share);
    }
  }
}

/** Where each field stands in the sums of its set; looked up for every value of every chart. */
const placeOf = {
  traffic: places(storedFields.traffic),
  member: places(storedFields.member),
  eip: places(storedFields.eip),
} as const satisfies Record<FieldSet, ReadonlyMap<string, number>>;

function places(fields: readonly string[]): ReadonlyMap<string, number> {
  return new Map(fields.map((field, index) => [field, index]));
}

/** Of the one-minute values of a stored field; 0 where its set does not have it. */
function valueOf(set: FieldSet, field: string, statistic: Statistic, window: Aggregate): number {
  const place = placeOf[set].get(field);
  if (place === undefined) return 0;
  switch (statistic) {
    case "average":
      return (window.sums[place] ?? 0) / window.minutes;
    case "max":
      return window.maxima[place] ?? 0;
    case "min":
      return window.minima[place] ?? 0;
    case "sum":
      return window.sums[place] ?? 0;
  }
}
