"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LineChart } from "@/components/chart/line-chart";
import { StackedAreaChart } from "@/components/chart/stacked-area-chart";
import { type ChartSeries, statusClassColors } from "@/components/chart/types";
import {
  acceptedPoints,
  bytePoints,
  connectionPoints,
  requestPoints,
  responsePoints,
  responseWindowS,
} from "./chart-points";
import { LiveMark } from "./live-mark";
import { useLiveSpan } from "./use-live-span";

const classes = ["2xx", "3xx", "4xx", "5xx"] as const;

const percentiles: readonly ChartSeries[] = [
  { key: "p50", label: "p50", color: "var(--chart-p50)" },
  { key: "p95", label: "p95", color: "var(--chart-p95)", dash: "dash" },
  { key: "p99", label: "p99", color: "var(--chart-p99)" },
];

interface LiveChartsProps {
  objectId: string;
  kind: "loadbalancer" | "listener";
  layer4?: boolean;
}

/**
 * Requests by status class, response time and connections of a load balancer or listener, second by second; for layer 4
 * new connections and bytes in the place of requests and their times.
 */
export function LiveCharts({ objectId, kind, layer4 = false }: LiveChartsProps) {
  const t = useTranslations("traffic");
  const monitoring = useTranslations("monitoring");
  const { points, from, to } = useLiveSpan(objectId);
  const requests = useMemo(() => points && requestPoints(points), [points]);
  const responses = useMemo(() => points && responsePoints(points), [points]);
  const accepted = useMemo(() => points && acceptedPoints(points), [points]);
  const bytes = useMemo(() => points && bytePoints(points), [points]);
  const connections = useMemo(() => points && connectionPoints(points), [points]);
  const others = requests?.some(({ values }) => (values.other ?? 0) > 0);
  const statuses: ChartSeries[] = classes.map((key) => ({ key, label: key, color: statusClassColors[key] }));
  if (others) statuses.push({ key: "other", label: t("otherStatus"), color: statusClassColors.other });
  const shared = { from, to, syncId: `live-${objectId}` };
  return (
    <section aria-label={t("traffic")} id="traffic" className="scroll-mt-(--topbar-height)">
      <div className="mt-5 mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{t("traffic")}</h2>
        <span className="text-muted-foreground">{t("lastFiveMinutes")}</span>
        <Link href={`/monitoring/${kind}/${objectId}`} className="ml-auto text-link">
          {monitoring("dashboard")}
        </Link>
        <LiveMark />
      </div>
      <div className="grid grid-cols-3 gap-4 max-[1100px]:grid-cols-1">
        {layer4 ? (
          <>
            <LineChart
              {...shared}
              title={t("newConnections")}
              unit="/s"
              points={accepted}
              series={[{ key: "new", label: t("accepted"), color: "var(--chart-1)" }]}
            />
            <LineChart
              {...shared}
              title={t("bytes")}
              unit="kB/s"
              points={bytes}
              series={[
                { key: "in", label: t("bytesIn"), color: "var(--chart-1)" },
                { key: "out", label: t("bytesOut"), color: "var(--chart-2)", dash: "dash" },
              ]}
              digits={1}
            />
          </>
        ) : (
          <>
            <StackedAreaChart {...shared} title={t("requests")} unit="/s" points={requests} series={statuses} />
            <LineChart
              {...shared}
              title={t("responseTime")}
              unit={t("responseUnit", { seconds: responseWindowS })}
              points={responses}
              series={percentiles}
              digits={1}
            />
          </>
        )}
        <LineChart
          {...shared}
          title={t("connections")}
          points={connections}
          series={[
            { key: "total", label: t("total"), color: "var(--chart-1)" },
            { key: "active", label: t("active"), color: "var(--chart-2)", dash: "dash" },
            { key: "inactive", label: t("inactive"), color: "var(--chart-3)", dash: "dot" },
          ]}
        />
      </div>
    </section>
  );
}
