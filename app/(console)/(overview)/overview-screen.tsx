"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { StackedAreaChart } from "@/components/chart/stacked-area-chart";
import { type ChartSeries, statusClassColors } from "@/components/chart/types";
import { StaleResource } from "@/components/feedback/stale-resource";
import { AttentionCard } from "@/components/overview/attention-card";
import { BusiestCard } from "@/components/overview/busiest-card";
import { OverviewHead } from "@/components/overview/overview-head";
import { RecentCard } from "@/components/overview/recent-card";
import { SampleCard } from "@/components/overview/sample-card";
import { Start } from "@/components/overview/start";
import { StateCard } from "@/components/overview/state-card";
import { sumTraffic } from "@/components/overview/traffic-sum";
import { TrafficTiles } from "@/components/overview/traffic-tiles";
import { requestPoints } from "@/components/traffic/chart-points";
import { LiveMark } from "@/components/traffic/live-mark";
import { PageHead } from "@/components/ui/page-head";
import { readOverviewAction } from "@/lib/actions/overview";
import { useLiveStatus, useLiveTrafficOf } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import { useResource } from "@/lib/client/use-resource";
import type { MetricPoint } from "@/lib/model/metric";
import type { Overview } from "@/lib/model/overview";

export interface OverviewScreenProps {
  overview: Overview;
  readAt: number;
}

const readOverview = () => readOverviewAction();

export function OverviewScreen({ overview: initial, readAt }: OverviewScreenProps) {
  const t = useTranslations("overview");
  const overview = useResource(
    queryKeys.overview,
    readOverview,
    useMemo(() => ({ data: initial, readAt }), [initial, readAt]),
  );
  const { data } = overview;
  const { balancers, sample } = data;
  const traffic = useLiveTrafficOf(useMemo(() => balancers.map(({ id }) => id), [balancers]));
  const points = useMemo(() => sumTraffic(traffic), [traffic]);

  if (balancers.length === 0) {
    return (
      <>
        <PageHead title={t("title")} />
        <Start />
      </>
    );
  }
  return (
    <>
      <OverviewHead attention={data.attention} />
      <div className="grid gap-4">
        <StaleResource resource={overview} />
        {sample && <SampleCard view={sample} />}
        <StateCard overview={data} />
        <TrafficTiles points={points} />
        <div className="grid grid-cols-[minmax(0,1.85fr)_minmax(0,1fr)] gap-4 max-[1100px]:grid-cols-1">
          <StatusChart points={points} />
          <AttentionCard items={data.attention} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4 max-[1100px]:grid-cols-1">
          <BusiestCard balancers={balancers} traffic={traffic} />
          <RecentCard traces={data.recent} />
        </div>
      </div>
    </>
  );
}

const classes = ["2xx", "3xx", "4xx", "5xx"] as const;
const spanMs = 300_000;

function StatusChart({ points }: { points: readonly MetricPoint[] }) {
  const t = useTranslations("overview");
  const words = useTranslations("traffic");
  const drawn = useMemo(() => requestPoints(points), [points]);
  const series: ChartSeries[] = classes.map((key) => ({ key, label: key, color: statusClassColors[key] }));
  if (drawn.some(({ values }) => (values.other ?? 0) > 0)) {
    series.push({ key: "other", label: words("otherStatus"), color: statusClassColors.other });
  }
  const waiting = useLiveStatus() === "connecting" && drawn.length === 0;
  const to = drawn.at(-1)?.at ?? 0;
  return (
    <StackedAreaChart
      title={t("statusChart")}
      points={waiting ? undefined : drawn}
      series={series}
      height={208}
      from={to - spanMs}
      to={to}
      side={<LiveMark />}
    />
  );
}
