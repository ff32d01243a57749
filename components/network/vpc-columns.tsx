"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { Timestamp } from "@/components/ui/timestamp";
import type { VpcView } from "@/lib/model/network";
import { NamedCell } from "./named-cell";

export function useVpcColumns(): readonly ListColumn<VpcView>[] {
  const t = useTranslations("network");
  const common = useTranslations("common");
  return useMemo(
    () => [
      {
        id: "name",
        header: common("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ id, name, description }) => (
          <NamedCell name={name} under={description === "" ? id.slice(0, 8) : description} />
        ),
      },
      {
        id: "cidr",
        header: t("range"),
        phone: "wide",
        sortValue: ({ cidr }) => cidr,
        cell: ({ cidr }) => <span className="mono whitespace-nowrap">{cidr}</span>,
      },
      {
        id: "subnets",
        header: t("subnets"),
        phone: "left",
        sortValue: ({ subnets }) => subnets,
        cell: ({ name, subnets }) => (
          <Link href={`/network/subnets?f=${encodeURIComponent(`vpc=${name}`)}`} className="text-link">
            {t("subnetCount", { count: subnets })}
          </Link>
        ),
      },
      {
        id: "loadBalancers",
        header: t("loadBalancers"),
        phone: "right",
        sortValue: ({ loadBalancers }) => loadBalancers,
        cell: ({ loadBalancers }) => t("balancerCount", { count: loadBalancers }),
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
