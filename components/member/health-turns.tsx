"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Timestamp } from "@/components/ui/timestamp";
import type { HealthTurn } from "@/lib/model/status";

/** When the server came and went, newest first. */
export function HealthTurns({ turns }: { turns: readonly HealthTurn[] }) {
  const t = useTranslations("member");
  return (
    <section aria-label={t("turns")}>
      <h3 className="mb-2 font-semibold">{t("turns")}</h3>
      {turns.length === 0 ? (
        <p className="text-muted-foreground">{t("noTurns")}</p>
      ) : (
        <ol className="grid max-h-52 gap-1 overflow-y-auto">
          {turns.toReversed().map(({ at, health, reason }) => (
            <li key={at} className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-2.5">
              <Shape
                name={health === "online" ? "circle" : "diamond"}
                tone={health === "online" ? "ok" : "bad"}
                className="mt-1"
              />
              <span className="flex flex-wrap items-baseline gap-x-2.5">
                <Timestamp at={at} show="absolute" seconds />
                <span>{t(health === "online" ? "turnOnline" : "turnOffline")}</span>
                {reason !== "" && <span className="mono text-xs text-muted-foreground">{reason}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
