"use client";

import { useTranslations } from "next-intl";
import { Card, CardCells } from "@/components/ui/card";
import type { Overview } from "@/lib/model/overview";
import { ConfigurationCell } from "./configuration-cell";
import { StateCell } from "./state-cell";
import { balancerParts, listenerParts, serverParts } from "./state-parts";

/** How everything stands: what is well, what is in effect, and since when. */
export function StateCard({ overview: { counts, engine } }: { overview: Overview }) {
  const t = useTranslations("overview");
  const none = t("none");
  return (
    <Card>
      <CardCells className="grid-cols-[1.16fr_1.05fr_1.1fr_0.85fr]">
        <StateCell
          label={t("loadBalancers")}
          count={counts.loadBalancers}
          none={none}
          parts={balancerParts(counts.balancers, {
            online: t("online"),
            degraded: t("degraded"),
            offline: t("offline"),
            notChecked: t("notChecked"),
            idle: t("idle"),
            off: t("off"),
          })}
        />
        <StateCell
          label={t("listeners")}
          count={counts.listeners}
          none={none}
          parts={listenerParts(counts.listenersByConfiguration, {
            inEffect: t("inEffect"),
            applying: t("applying"),
            refused: t("refused"),
            off: t("off"),
          })}
        />
        <StateCell
          label={t("servers")}
          count={counts.servers}
          none={none}
          parts={serverParts(counts.serversByHealth, {
            healthy: t("healthy"),
            unhealthy: t("unhealthy"),
            draining: t("draining"),
            waiting: t("waiting"),
            notChecked: t("notChecked"),
            off: t("off"),
          })}
        />
        <ConfigurationCell engine={engine} />
      </CardCells>
    </Card>
  );
}
