"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import type { PoolView } from "@/lib/model/pool";
import type { WizardValues } from "./wizard-values";

/** "What will be made", at the foot of the help panel. */
export function WhatIsMade({ balancerName, pools }: { balancerName: string; pools: readonly PoolView[] }) {
  const t = useTranslations("listener");
  const { listener, pool } = useWatch() as WizardValues;
  const existing = pools.find(({ id }) => id === pool.poolId);
  return (
    <div className="mt-3.5 border-t pt-3">
      <h3>{t("made")}</h3>
      <ul className="break-words">
        <li>
          {t("madeListener", {
            name: listener.name || "…",
            protocol: listener.protocol,
            port: String(listener.port ?? "…"),
            balancer: balancerName,
          })}
        </li>
        {pool.kind === "existing" ? (
          existing && <li>{t("usedGroup", { name: existing.name })}</li>
        ) : (
          <>
            <li>
              {t("madeGroup", {
                name: pool.pool.name || "…",
                protocol: pool.pool.protocol,
                count: pool.members.length,
              })}
            </li>
            <li>{t(pool.healthMonitor.enabled ? "madeCheck" : "madeNoCheck")}</li>
          </>
        )}
      </ul>
    </div>
  );
}
