"use client";

import { ChartSpline, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import type { RowMenu } from "@/components/data-table/types";
import { useListReading } from "@/components/data-table/use-list-reading";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { readMetricObjectsAction } from "@/lib/actions/metrics";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { MetricObject } from "@/lib/model/metric-object";
import { dashboardHref, useObjectColumns } from "./object-columns";

const readAll = () => readMetricObjectsAction();

/** Everything with metrics and what it does now (MO-04); nothing needs to be connected first (MO-06, K-13). */
export function ObjectList({ initial }: { initial: Initial<MetricObject[]> }) {
  const t = useTranslations("monitoring");
  const reading = useListReading(queryKeys.metricObjects, readAll, initial);
  return (
    <ResourceList<MetricObject>
      resource="metric"
      title={t("title")}
      {...reading}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      columns={useObjectColumns()}
      properties={useProperties()}
      searchText={({ id, name, loadBalancerName }) => [id, name, loadBalancerName]}
      rowMenu={useRowMenu()}
      empty={
        <EmptyState
          icon={<ChartSpline />}
          title={t("none")}
          actions={
            <ButtonLink href="/load-balancers/create" variant="primary">
              {t("create")}
            </ButtonLink>
          }
        >
          {t("noneHint")}
        </EmptyState>
      }
    />
  );
}

function useProperties(): readonly FilterProperty<MetricObject>[] {
  const t = useTranslations("monitoring");
  return useMemo(
    () => [
      { key: "type", label: t("type"), values: ({ type }) => [t(`type_${type}`)] },
      { key: "under", label: t("under"), values: ({ loadBalancerName }) => [loadBalancerName].filter(Boolean) },
    ],
    [t],
  );
}

function useRowMenu() {
  const t = useTranslations("monitoring");
  const router = useRouter();
  return (object: MetricObject): RowMenu => [
    [
      {
        key: "view",
        label: t("view"),
        icon: <ChartSpline />,
        onSelect: () => router.push(dashboardHref(object)),
      },
      { key: "manage", label: t("manage"), icon: <Settings2 />, onSelect: () => router.push(pageOf(object)) },
    ],
  ];
}

/** Where the object itself is looked after. */
export function pageOf({
  type,
  id,
  loadBalancerId,
  poolId,
}: Omit<MetricObject, "loadBalancerName" | "metrics" | "name">) {
  const balancer = `/load-balancers/${loadBalancerId}`;
  switch (type) {
    case "loadbalancer":
      return balancer;
    case "listener":
      return `${balancer}/listeners/${id}`;
    case "pool":
      return `${balancer}/groups/${id}`;
    case "member":
      return `${balancer}/groups/${poolId}`;
    case "eip":
      return "/network/eips";
  }
}
