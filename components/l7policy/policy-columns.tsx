"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { ConfigurationBadge } from "@/components/status/configuration-badge";
import type { L7PolicyView } from "@/lib/model/l7policy";
import { ConditionsCell, MatchCell, TargetCell } from "./policy-cells";

export function usePolicyColumns(loadBalancerId: string): readonly ListColumn<L7PolicyView>[] {
  const t = useTranslations("l7policy");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: ({ name, description }) => (
          <>
            <span className="font-semibold break-words">{name}</span>
            {description !== "" && (
              <span className="block max-w-60 truncate text-xs text-faint-foreground">{description}</span>
            )}
          </>
        ),
      },
      {
        id: "order",
        header: t("order"),
        phone: "hidden",
        width: "1%",
        sortValue: ({ order }) => order ?? Number.MAX_SAFE_INTEGER,
        cell: ({ order }) => order ?? <span className="text-faint-foreground">–</span>,
      },
      {
        id: "conditions",
        header: t("conditions"),
        phone: "wide",
        wrap: true,
        cell: (policy) => <ConditionsCell policy={policy} />,
      },
      { id: "match", header: t("match"), phone: "left", cell: (policy) => <MatchCell policy={policy} /> },
      {
        id: "target",
        header: t("target"),
        phone: "right",
        wrap: true,
        cell: (policy) => <TargetCell policy={policy} loadBalancerId={loadBalancerId} />,
      },
      {
        id: "configuration",
        header: t("configuration"),
        phone: "left",
        sortValue: ({ configuration }) => configuration.state,
        cell: ({ configuration }) => <ConfigurationBadge state={configuration.state} />,
      },
    ],
    [t, loadBalancerId],
  );
}
