"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import type { PoolView } from "@/lib/model/pool";
import type { TakenPort, WizardValues } from "./wizard-values";

interface WhatIsMadeProps {
  balancerName: string;
  taken: readonly TakenPort[];
  pools: readonly PoolView[];
}

/** "What will be made", at the foot of the help panel. */
export function WhatIsMade({ balancerName, taken, pools }: WhatIsMadeProps) {
  const t = useTranslations("listener");
  const redirects = useTranslations("redirect");
  const { listener, pool, redirectListenerId } = useWatch() as WizardValues;
  const target = taken.find(({ id }) => id === redirectListenerId);
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
        {target !== undefined ? (
          <li>{redirects("made", { name: target.name })}</li>
        ) : pool.kind === "existing" ? (
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
