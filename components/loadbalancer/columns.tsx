"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { TagChip } from "@/components/ui/chip";
import { Timestamp } from "@/components/ui/timestamp";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { hasOnlyLayer4, loadBalancerRules } from "@/lib/model/loadbalancer-list";
import { AddressesCell, ConfigurationCell, HealthCell, ListenersCell, NameCell, ServersCell } from "./cells";
import { RateCell } from "./rate-cell";

/** The server sorts: the columns only say by what it can. */
const { sorts } = loadBalancerRules(() => null);

export function useLoadBalancerColumns(): readonly ListColumn<LoadBalancerView>[] {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: sorts.name,
        cell: (view) => <NameCell view={view} />,
      },
      {
        id: "configuration",
        header: t("configuration"),
        phone: "left",
        sortValue: sorts.configuration,
        cell: (view) => <ConfigurationCell view={view} />,
      },
      {
        id: "health",
        header: t("health"),
        phone: "right",
        sortValue: sorts.health,
        cell: (view) => <HealthCell view={view} />,
      },
      {
        id: "addresses",
        header: t("addresses"),
        phone: "wide",
        sortValue: sorts.addresses,
        cell: (view) => <AddressesCell view={view} />,
      },
      {
        id: "listeners",
        header: t("listeners"),
        phone: "wide",
        sortValue: sorts.listeners,
        cell: (view) => <ListenersCell view={view} />,
      },
      {
        id: "servers",
        header: t("servers"),
        phone: "left",
        sortValue: sorts.servers,
        cell: (view) => <ServersCell view={view} />,
      },
      {
        id: "network",
        header: t("network"),
        phone: "wide",
        hiddenAtFirst: true,
        sortValue: sorts.network,
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
        sortValue: sorts.project,
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
        sortValue: sorts.created,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
      {
        id: "rate",
        header: t("rate"),
        phone: "right",
        numeric: true,
        sortValue: sorts.rate,
        cell: (view) => <RateCell id={view.id} layer4={hasOnlyLayer4(view)} />,
      },
    ],
    [t, common],
  );
}
