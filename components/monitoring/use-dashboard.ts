"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { ChartPoint } from "@/components/chart/types";
import { readDashboardAction } from "@/lib/actions/metrics";
import { actionData } from "@/lib/client/action-data";
import { serverNow } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import type { MetricKey, MetricKind } from "@/lib/model/metric-catalogue";
import { type DashboardSeries, type MetricRange, type Period, periodFor, rangeMs } from "@/lib/model/metric-range";

const minuteMs = 60_000;
/** A minute is stored within seconds of its end: before that it is not missing. */
const settleMs = 15_000;

export interface ShownSpan {
  from: number;
  to: number;
  /** Minutes of a point. */
  period: Period;
}

/** What the range shows: up to the newest minute, which goes on while nobody does anything. */
export function useShownSpan(range: MetricRange, custom: { from: number | null; to: number | null }): ShownSpan {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const { from, to } = custom;
  const newest = Math.floor((now - settleMs) / minuteMs) * minuteMs;
  return useMemo(() => {
    const end = range === "custom" && to !== null ? Math.min(to, newest) : newest;
    const length =
      range === "custom" ? Math.max(minuteMs, end - (from ?? end)) : rangeMs[range === "live" ? "1h" : range];
    const period = periodFor(length);
    const step = period * minuteMs;
    return { from: Math.floor((end - length) / step) * step, to: end, period };
  }, [range, from, to, newest]);
}

/** An object's metrics over a span, shifted by `shiftMs` into it; undefined while they are awaited. */
export function useHistory(
  { type, id }: { type: MetricKind; id: string },
  { from, to, period }: ShownSpan,
  { isWanted, shiftMs = 0 }: { isWanted: boolean; shiftMs?: number },
) {
  const asked = { type, id, from: from - shiftMs, to: to - shiftMs, period };
  const { data, isError, refetch } = useQuery({
    queryKey: queryKeys.dashboard(type, id, asked.from, asked.to, period),
    queryFn: async () => actionData(await readDashboardAction(asked)),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
  const points = useMemo(
    () => (data === undefined ? undefined : shownPoints(data, { from, to, period }, shiftMs)),
    [data, from, to, period, shiftMs],
  );
  return { points, isError, retry: refetch };
}

/** A point a step, without values where the engine was down. */
function shownPoints(
  { metrics, points }: DashboardSeries,
  { from, to, period }: ShownSpan,
  shiftMs: number,
): ChartPoint[] {
  const step = period * minuteMs;
  const known = new Map(points.map(({ at, values }) => [Math.floor((at + shiftMs) / step), values]));
  const shown: ChartPoint[] = [];
  for (let at = from; at < to; at += step) {
    const values = known.get(Math.floor(at / step));
    shown.push({ at, values: values === undefined ? {} : named(metrics, values) });
  }
  return shown;
}

/** Without a request there is no response time. */
const times: readonly MetricKey[] = ["m14_l7_rt", "rt_p50", "rt_p95", "rt_p99"];

function named(metrics: readonly MetricKey[], values: readonly (number | null)[]): Record<string, number | null> {
  return Object.fromEntries(
    metrics.map((key, index) => {
      const value = values[index] ?? null;
      return [key, value === 0 && times.includes(key) ? null : value];
    }),
  );
}
