"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartCard } from "@/components/chart/chart-card";
import type { ChartLimit, ChartPoint, ChartSeries } from "@/components/chart/types";
import { ErrorState } from "@/components/feedback/error-state";
import { LiveMark } from "@/components/traffic/live-mark";
import { useLiveMetrics } from "@/lib/client/live";
import type { MetricKey, MetricKind } from "@/lib/model/metric-catalogue";
import { appearanceOf, type ChartSpec, chartSpecs } from "./chart-specs";
import { useDashboardParams } from "./dashboard-params";
import { RangeBar } from "./range-bar";
import { useHistory, useShownSpan } from "./use-dashboard";

export interface DashboardProps {
  subject: { type: MetricKind; id: string; metrics: readonly MetricKey[] };
  /** What a chart of these metrics is compared with. */
  limitsOf: (metrics: readonly MetricKey[]) => ChartLimit[];
}

const liveSpanMs = 300_000;
const before = "before ";

/** Charts of one object, live or over a span, which share their span and their cursor. */
export function Dashboard({ subject, limitsOf }: DashboardProps) {
  const t = useTranslations("monitoring");
  const { type, id, metrics } = subject;
  const [params, setParams] = useDashboardParams();
  const { range, compare } = params;
  const isLive = range === "live";
  const span = useShownSpan(range, params);
  const length = span.to - span.from;
  const live = useLiveMetrics(type, id, isLive);
  const history = useHistory(subject, span, { isWanted: !isLive });
  const earlier = useHistory(subject, span, { isWanted: !isLive && compare, shiftMs: shiftOf(length, span.period) });
  const isCompared = !isLive && compare && earlier.points !== undefined;
  const merged = useMemo(
    () => (history.points && isCompared ? withEarlier(history.points, earlier.points ?? []) : history.points),
    [history.points, earlier.points, isCompared],
  );
  const points = isLive ? (live.length === 0 ? undefined : live) : merged;
  const newest = live.at(-1)?.at ?? 0;
  const shown = isLive ? { from: newest - liveSpanMs, to: newest } : span;
  const csv = new URLSearchParams({ type, id, from: `${span.from}`, to: `${span.to}`, period: `${span.period}` });
  const specs = chartSpecs[type].filter((spec) => spec.metrics.some((key) => metrics.includes(key)));
  // A line across a stack would be compared with sums of it.
  const kindOf = (spec: ChartSpec) => (limitsOf(spec.metrics).length > 0 ? "lines" : (spec.kind ?? "lines"));
  const seriesOf = (spec: ChartSpec): ChartSeries[] => {
    const own = spec.metrics.map((key, index) => ({ key, label: t(`series_${key}`), ...appearanceOf(spec, index) }));
    if (!isCompared || kindOf(spec) === "stack") return own;
    return [
      ...own,
      ...own.map((one) => ({ ...one, key: before + one.key, label: t("before", { name: one.label }), ...faint })),
    ];
  };
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <RangeBar
          params={params}
          setParams={setParams}
          shown={span}
          csvHref={`/api/v1/metrics.csv?${csv.toString()}`}
        />
        {isLive ? (
          <LiveMark className="ml-auto" />
        ) : (
          <span className="ml-auto text-xs text-muted-foreground phone:ml-0">
            {t("step", { minutes: span.period })}
          </span>
        )}
      </div>
      {history.isError && !isLive ? (
        <ErrorState title={t("failed")} onRetry={() => void history.retry()} />
      ) : (
        <div className="grid grid-cols-3 gap-4 max-[1300px]:grid-cols-2 max-[900px]:grid-cols-1">
          {specs.map((spec) => (
            <ChartCard
              key={spec.title}
              kind={kindOf(spec)}
              title={t(`chart_${spec.title}`)}
              unit={spec.unit}
              points={points}
              series={seriesOf(spec)}
              limits={limitsOf(spec.metrics)}
              digits={spec.digits}
              from={shown.from}
              to={shown.to}
              syncId={`dashboard-${id}`}
              imageName={`${type}-${spec.title}`}
              onZoom={isLive ? undefined : (from, to) => void setParams({ range: "custom", from, to })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

const faint = { color: "var(--chart-other)", dash: "dot" } as const;

/** The period before, in whole points. */
function shiftOf(length: number, period: number): number {
  const step = period * 60_000;
  return Math.ceil(length / step) * step;
}

function withEarlier(points: readonly ChartPoint[], earlier: readonly ChartPoint[]): ChartPoint[] {
  const known = new Map(earlier.map(({ at, values }) => [at, values]));
  return points.map(({ at, values }) => ({
    at,
    values: {
      ...values,
      ...Object.fromEntries(Object.entries(known.get(at) ?? {}).map(([key, value]) => [before + key, value])),
    },
  }));
}
