"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Figure } from "@/components/ui/figure";
import type { Overview } from "@/lib/model/overview";

/** The generation that the engine runs, when it took effect, and what is on its way. */
export function ConfigurationCell({ engine }: { engine: Overview["engine"] }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  const { connected, generation, running, applied } = engine;
  return (
    <div>
      <Figure label={t("configuration")} value={running} unit={t("generation")} />
      <p className="mt-1 text-xs text-muted-foreground">
        {applied
          ? t("appliedAgo", {
              ms: format.number(applied.ms, { maximumFractionDigits: applied.ms < 10 ? 1 : 0 }),
              ago: format.relativeTime(Math.min(applied.at, now.getTime()), now),
            })
          : t("notApplied")}
      </p>
      {!connected && (
        <p className="mt-1 flex items-center gap-[5px] text-xs text-bad-fg">
          <Shape name="diamond" tone="bad" />
          {t("engineAway")}
        </p>
      )}
      {connected && generation > running && (
        <p className="mt-1 flex items-center gap-[5px] text-xs text-busy-fg">
          <Shape name="arc" tone="busy" />
          {t("applyingTo", { generation })}
        </p>
      )}
    </div>
  );
}
