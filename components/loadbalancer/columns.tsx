"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { TagChip } from "@/components/ui/chip";
import { Timestamp } from "@/components/ui/timestamp";
import { shownConfiguration, type LoadBalancerView } from "@/lib/model/loadbalancer";
import { AddressesCell, ConfigurationCell, HealthCell, ListenersCell, NameCell, ServersCell } from "./cells";
import { RateCell } from "./rate-cell";
import { countServers } from "./row-state";

/** Worst last, so that descending shows trouble first. */
const healthOrder = ["online", "no-monitor", "unknown", "disabled", "draining", "degraded", "offline"];
const configurationOrder = ["in-effect", "disabled", "applying", "refused"];

/** `rates`: those by which the column sorts; the cells themselves draw the live one. */
export function useLoadBalancerColumns(
  rates: ReadonlyMap<string, number | null>,
): readonly ListColumn<LoadBalancerView>[] {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: (view) => <NameCell view={view} />,
      },
      {
        id: "configuration",
        header: t("configuration"),
        phone: "left",
        sortValue: (view) => configurationOrder.indexOf(shownConfiguration(view).state),
        cell: (view) => <ConfigurationCell view={view} />,
      },
      {
        id: "health",
        header: t("health"),
        phone: "right",
        sortValue: ({ health }) => healthOrder.indexOf(health),
        cell: (view) => <HealthCell view={view} />,
      },
      {
        id: "addresses",
        header: t("addresses"),
        phone: "wide",
        sortValue: ({ vipAddress }) => vipAddress,
        cell: (view) => <AddressesCell view={view} />,
      },
      {
        id: "listeners",
        header: t("listeners"),
        phone: "wide",
        sortValue: ({ listeners }) => listeners.length,
        cell: (view) => <ListenersCell view={view} />,
      },
      {
        id: "servers",
        header: t("servers"),
        phone: "left",
        sortValue: ({ servers }) => countServers(servers).healthy,
        cell: (view) => <ServersCell view={view} />,
      },
      {
        id: "network",
        header: t("network"),
        phone: "wide",
        hiddenAtFirst: true,
        sortValue: ({ vpcName, subnetName }) => `${vpcName} ${subnetName}`,
        cell: ({ vpcName, subnetName }) => (
          <>
            {vpcName}
            <span className="block text-xs text-faint-foreground">{subnetName}</span>
          </>
        ),
      },
      {
        id: "project",
        header: t("project"),
        phone: "left",
        hiddenAtFirst: true,
        sortValue: ({ projectName }) => projectName,
        cell: ({ projectName }) => projectName,
      },
      {
        id: "tags",
        header: common("tags"),
        phone: "wide",
        hiddenAtFirst: true,
        cell: ({ tags }) => (
          <span className="flex flex-wrap gap-1">
            {tags.map(({ key, value }) => (
              <TagChip key={key} name={key} value={value} />
            ))}
          </span>
        ),
      },
      {
        id: "created",
        header: common("created"),
        phone: "left",
        hiddenAtFirst: true,
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
      {
        id: "rate",
        header: t("rate"),
        phone: "right",
        numeric: true,
        sortValue: ({ id }) => rates.get(id) ?? null,
        cell: ({ id }) => <RateCell id={id} />,
      },
    ],
    [t, common, rates],
  );
}
