"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { MeterBar } from "@/components/ui/meter-bar";
import { Timestamp } from "@/components/ui/timestamp";
import type { SubnetView } from "@/lib/model/network";
import { NamedCell } from "./named-cell";

export function useSubnetColumns(): readonly ListColumn<SubnetView>[] {
  const t = useTranslations("network");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name }) => <NamedCell name={name} under={id.slice(0, 8)} />,
      },
      {
        id: "cidr",
        header: t("range"),
        phone: "wide",
        sortValue: ({ cidr }) => cidr,
        cell: ({ cidr }) => <span className="mono whitespace-nowrap">{cidr}</span>,
      },
      {
        id: "vpc",
        header: t("vpc"),
        phone: "left",
        sortValue: ({ vpcName }) => vpcName,
        cell: ({ vpcName, vpcCidr }) => (
          <span title={vpcCidr} className="break-all">
            {vpcName}
          </span>
        ),
      },
      {
        id: "used",
        header: t("usedAddresses"),
        phone: "right",
        sortValue: ({ usedAddresses }) => usedAddresses,
        cell: ({ usedAddresses, size }) => <UsedCell used={usedAddresses} size={size} />,
      },
      {
        id: "created",
        header: common("created"),
        phone: "hidden",
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      },
    ],
    [t, common],
  );
}

/** How many addresses of a range are given, and what share that is. */
export function UsedCell({ used, size }: { used: number; size: number }) {
  const t = useTranslations("network");
  const format = useFormatter();
  return (
    <span className="block min-w-28 phone:text-right">
      <span className="tabular-nums">{t("usedOf", { used: format.number(used), size: format.number(size) })}</span>
      <MeterBar share={size === 0 ? 0 : used / size} className="mt-1 phone:ml-auto" />
    </span>
  );
}
