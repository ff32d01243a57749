"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { HealthBadge } from "@/components/status/health-badge";
import { Card, CardHead } from "@/components/ui/card";
import { MeterBar } from "@/components/ui/meter-bar";
import { useSteadyRates } from "@/lib/client/use-steady-rates";
import { type MetricPoint, mergeTraffic, type TrafficValues } from "@/lib/model/metric";
import type { OverviewBalancer } from "@/lib/model/overview";
import { SmallTable } from "./small-table";

export interface BusiestCardProps {
  balancers: readonly OverviewBalancer[];
  traffic: ReadonlyMap<string, readonly MetricPoint[]>;
}

interface Row {
  view: OverviewBalancer;
  /** Of the last seconds; null before the first sample. */
  recent: TrafficValues | null;
  rate: number | null;
}

const mostRows = 5;
const seconds = 10;

export function BusiestCard({ balancers, traffic }: BusiestCardProps) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const steady = useSteadyRates(balancers.map(({ id }) => id));
  const rows = balancers
    .toSorted((a, b) => (steady.get(b.id) ?? 0) - (steady.get(a.id) ?? 0))
    .slice(0, mostRows)
    .map((view) => toRow(view, traffic.get(view.id) ?? []));
  const greatest = Math.max(...rows.map(({ rate }) => rate ?? 0), 0);
  const number = (value: number | null, digits = 0) =>
    value === null ? "–" : format.number(value, { maximumFractionDigits: digits });
  const ofRequests = (recent: TrafficValues | null, text: (recent: TrafficValues) => string) =>
    recent && recent.requests > 0 ? text(recent) : "–";
  return (
    <Card className="overflow-hidden" aria-label={t("busiest")}>
      <CardHead
        title={t("busiest")}
        side={
          <Link href="/load-balancers" className="text-link">
            {t("viewAll", { count: balancers.length })}
          </Link>
        }
      />
      <SmallTable<Row>
        label={t("busiest")}
        rows={rows}
        rowId={({ view }) => view.id}
        columns={[
          {
            id: "name",
            header: t("name"),
            cell: ({ view }) => (
              <Link href={`/load-balancers/${view.id}`} className="text-link block max-w-56 truncate font-semibold">
                {view.name}
              </Link>
            ),
          },
          {
            id: "health",
            header: t("health"),
            cell: ({ view }) =>
              view.state === "idle" ? (
                <span className="text-faint-foreground">{t("noServers")}</span>
              ) : (
                <HealthBadge state={view.health} />
              ),
          },
          {
            id: "rate",
            header: t("rate"),
            numeric: true,
            cell: ({ rate }) => (
              <span className="flex items-center justify-end gap-2.5">
                <MeterBar share={greatest === 0 ? 0 : (rate ?? 0) / greatest} className="phone:hidden" />
                <span className="min-w-11">{number(rate, rate !== null && rate < 10 ? 1 : 0)}</span>
              </span>
            ),
          },
          {
            id: "p95",
            header: "p95",
            numeric: true,
            wideOnly: true,
            cell: ({ recent }) => ofRequests(recent, ({ p95Ms }) => `${number(p95Ms, p95Ms < 10 ? 1 : 0)} ms`),
          },
          {
            id: "5xx",
            header: "5xx",
            numeric: true,
            wideOnly: true,
            cell: ({ recent }) =>
              ofRequests(recent, ({ status5xx, requests }) => `${number((status5xx / requests) * 100, 2)} %`),
          },
          {
            id: "connections",
            header: t("connectionsShort"),
            numeric: true,
            wideOnly: true,
            cell: ({ recent }) => number(recent?.connections ?? null),
          },
        ]}
      />
    </Card>
  );
}

function toRow(view: OverviewBalancer, points: readonly MetricPoint[]): Row {
  const windows = points.slice(-seconds).flatMap(({ values }) => (values === null ? [] : [values]));
  if (windows.length === 0) return { view, recent: null, rate: null };
  const recent = mergeTraffic(windows);
  return { view, recent, rate: recent.requests / windows.length };
}
