"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LiveRate } from "@/components/chart/live-rate";
import type { ListColumn } from "@/components/data-table/types";
import { isLayer4, type ListenerView } from "@/lib/model/listener";
import { DefaultGroupCell, ListenerConfigurationCell, ListenerHealthCell, ListenerNameCell } from "./listener-cells";

export function useListenerColumns(): readonly ListColumn<ListenerView>[] {
  const t = useTranslations("listener");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        pinned: true,
        sortValue: ({ name }) => name,
        cell: (listener) => <ListenerNameCell listener={listener} />,
      },
      {
        id: "port",
        header: t("frontend"),
        phone: "wide",
        sortValue: ({ port }) => port,
        cell: ({ protocol, port }) => (
          <span className="whitespace-nowrap">
            {protocol} <b className="font-semibold">{port}</b>
          </span>
        ),
      },
      {
        id: "configuration",
        header: t("configuration"),
        phone: "left",
        sortValue: ({ configuration }) => configuration.state,
        cell: (listener) => <ListenerConfigurationCell listener={listener} />,
      },
      {
        id: "health",
        header: t("health"),
        phone: "right",
        sortValue: ({ health }) => health,
        cell: (listener) => <ListenerHealthCell listener={listener} />,
      },
      {
        id: "group",
        header: t("defaultGroup"),
        phone: "left",
        sortValue: ({ defaultPool }) => defaultPool?.name ?? null,
        cell: (listener) => <DefaultGroupCell listener={listener} />,
      },
      {
        id: "rate",
        header: t("rate"),
        phone: "right",
        numeric: true,
        cell: ({ id, protocol }) => <LiveRate objectId={id} connections={isLayer4(protocol)} />,
      },
    ],
    [t],
  );
}
