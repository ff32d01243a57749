"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ChartLimit } from "@/components/chart/types";
import { readThresholdsAction } from "@/lib/actions/alarm";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import type { AlarmLevel } from "@/lib/model/alarm";
import { isMetricKey, type MetricKind } from "@/lib/model/metric-catalogue";
import { ruleHref } from "./alarm-cells";
import { useLimitText } from "./alarm-text";

const colors: Record<AlarmLevel, string> = {
  critical: "var(--bad-fg)",
  major: "var(--bad-fg)",
  minor: "var(--warn-fg)",
  informational: "var(--busy-fg)",
};

/** Thresholds of the alarm rules that watch an object, of those among some metrics. */
export function useThresholds(type: MetricKind, id: string): (metrics: readonly string[]) => ChartLimit[] {
  const t = useTranslations("monitoring");
  const limitText = useLimitText();
  const { data } = useQuery({
    queryKey: queryKeys.thresholds(type, id),
    queryFn: async () => actionData(await readThresholdsAction(type, id)),
  });
  return useCallback(
    (metrics) =>
      (data ?? [])
        .filter(({ metric }) => metrics.includes(metric))
        .map((rule) => ({
          key: rule.id,
          value: rule.threshold,
          name: rule.name,
          text: isMetricKey(rule.metric) ? `${t(`series_${rule.metric}`)} ${limitText(rule)}` : limitText(rule),
          href: ruleHref(rule.id),
          color: colors[rule.level],
        })),
    [data, limitText, t],
  );
}
