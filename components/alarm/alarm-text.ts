"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";
import { greatestUnit } from "@/components/ui/elapsed";
import { type AlarmRule, eventSources } from "@/lib/model/alarm";
import { type AlarmUnit, findAlarmMetric, readingFormat, unitScale } from "@/lib/model/alarm-metric";

type Watched = Pick<AlarmRule, "source" | "metric">;

export function unitOf({ source, metric }: Watched): AlarmUnit {
  return source === "metric" ? (findAlarmMetric(metric)?.unit ?? "count") : eventSources[source].unit;
}

/** A length in its greatest unit: `5 min`. */
export function useDurationText(): (seconds: number) => string {
  const format = useFormatter();
  return useCallback(
    (seconds) => {
      const { value, unit } = greatestUnit(seconds * 1000);
      return format.number(value, { style: "unit", unit, unitDisplay: "short" });
    },
    [format],
  );
}

/** The name of a metric, its key where it has none. */
export function useMetricName(): (metric: string) => string {
  const t = useTranslations("alarm");
  return useCallback(
    (metric) => (t.has(`metric_${metric}` as "metric_m1_cps") ? t(`metric_${metric}` as "metric_m1_cps") : metric),
    [t],
  );
}

/** A number with the unit of what a rule watches. */
export function useValueText(): (rule: Watched, value: number) => string {
  const t = useTranslations("alarm");
  const format = useFormatter();
  return useCallback(
    (rule, value) => {
      const unit = unitOf(rule);
      return t(`unit_${unit}`, { value: format.number(value / unitScale(unit), readingFormat) });
    },
    [t, format],
  );
}

/** What a rule watches, without the object. */
export function useWatchedText(): (rule: Watched & Pick<AlarmRule, "statistic" | "periodS">) => string {
  const t = useTranslations("alarm");
  const name = useMetricName();
  const duration = useDurationText();
  return useCallback(
    ({ source, metric, statistic, periodS }) =>
      source === "metric"
        ? t("metricOver", { statistic: t(statistic).toLowerCase(), metric: name(metric), time: duration(periodS) })
        : t(`what_${source}`),
    [t, name, duration],
  );
}

/** `> 1,000` */
export function useLimitText(): (rule: Watched & Pick<AlarmRule, "operator" | "threshold">) => string {
  const value = useValueText();
  return useCallback((rule) => `${rule.operator} ${value(rule, rule.threshold)}`, [value]);
}
