"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { byteRate } from "@/components/chart/byte-rate";
import type { ListColumn } from "@/components/data-table/types";
import { useLiveMetrics } from "@/lib/client/live";
import type { MetricKey } from "@/lib/model/metric-catalogue";
import type { MetricObject } from "@/lib/model/metric-object";

export function dashboardHref({ type, id }: Pick<MetricObject, "type" | "id">): string {
  return `/monitoring/${type}/${id}`;
}

const seconds = 5;

/** What it is, and what passes through it now. */
export function useObjectColumns(): readonly ListColumn<MetricObject>[] {
  const t = useTranslations("monitoring");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: (object) => (
          <Link
            href={dashboardHref(object)}
            className="font-semibold text-link break-all phone:inline-block phone:leading-6"
          >
            {object.name}
          </Link>
        ),
      },
      {
        id: "type",
        header: t("type"),
        phone: "left",
        sortValue: ({ type }) => type,
        cell: ({ type }) => t(`type_${type}`),
      },
      {
        id: "under",
        header: t("under"),
        phone: "right",
        sortValue: ({ loadBalancerName }) => loadBalancerName,
        cell: ({ loadBalancerId, loadBalancerName }) =>
          loadBalancerId === null ? (
            <span className="text-faint-foreground">–</span>
          ) : (
            <Link
              href={`/load-balancers/${loadBalancerId}`}
              className="text-link break-all phone:inline-block phone:leading-6"
            >
              {loadBalancerName || loadBalancerId.slice(0, 8)}
            </Link>
          ),
      },
      {
        id: "requests",
        header: t("requestsNow"),
        numeric: true,
        phone: "left",
        phoneHeader: true,
        cell: (object) => <Now object={object} metrics={["mb_l7_qps", "server_requests"]} unit="/s" />,
      },
      {
        id: "newConnections",
        header: t("newConnectionsNow"),
        numeric: true,
        phone: "right",
        phoneHeader: true,
        cell: (object) => <Now object={object} metrics={["m4_ncps"]} unit="/s" />,
      },
      {
        id: "connections",
        header: t("connectionsNow"),
        numeric: true,
        phone: "hidden",
        cell: (object) => <Now object={object} metrics={["m1_cps"]} unit="" />,
      },
      {
        id: "in",
        header: t("inNow"),
        numeric: true,
        phone: "left",
        phoneHeader: true,
        cell: (object) => <Now object={object} metrics={["m7_in_Bps", "eip_in_bps"]} unit={byteUnit(object)} />,
      },
      {
        id: "out",
        header: t("outNow"),
        numeric: true,
        phone: "right",
        phoneHeader: true,
        cell: (object) => <Now object={object} metrics={["m8_out_Bps", "eip_out_bps"]} unit={byteUnit(object)} />,
      },
    ],
    [t],
  );
}

function byteUnit({ type }: MetricObject): string {
  return type === "eip" ? "bit/s" : "B/s";
}

interface NowProps {
  object: MetricObject;
  /** The first one that the object has. */
  metrics: readonly MetricKey[];
  unit: string;
}

/** A metric over the last seconds; a dash where the object has none, or nothing was heard yet. */
function Now({ object, metrics, unit }: NowProps) {
  const format = useFormatter();
  const key = metrics.find((one) => object.metrics.includes(one));
  const points = useLiveMetrics(object.type, object.id, key !== undefined);
  const known = points.slice(-seconds).flatMap(({ values }) => (key === undefined ? [] : (values[key] ?? [])));
  if (known.length === 0) return <span className="text-faint-foreground">–</span>;
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
  const { value, unit: shownUnit } = unit === "B/s" ? byteRate(mean) : { value: mean, unit };
  const isShort = value >= 10_000;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {format.number(value, {
        maximumFractionDigits: value > 0 && (value < 10 || isShort) ? 1 : 0,
        ...(isShort ? { notation: "compact" } : {}),
      })}
      <span className="text-faint-foreground">{unit === "/s" ? unit : ` ${shownUnit}`}</span>
    </span>
  );
}
