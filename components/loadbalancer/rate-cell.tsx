"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Sparkline } from "@/components/chart/sparkline";
import { useLiveRate, useLiveTraffic } from "@/lib/client/live";

const shownSeconds = 72;

/** Requests per second now, and the last minute of them; new connections where all listeners are of layer 4. */
export function RateCell({ id, layer4 }: { id: string; layer4: boolean }) {
  const t = useTranslations("loadbalancer");
  const format = useFormatter();
  const counted = layer4 ? "newConnections" : "requests";
  const rate = useLiveRate(id, counted);
  const points = useLiveTraffic(id);
  return (
    <span className="flex items-center justify-end gap-2">
      <Sparkline values={points.slice(-shownSeconds).map(({ values }) => values?.[counted] ?? null)} />
      <span className="min-w-11 font-medium whitespace-nowrap">
        {rate === null ? "–" : format.number(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 })}
        {layer4 && <span className="block text-xs font-normal text-faint-foreground">{t("rateLayer4")}</span>}
      </span>
    </span>
  );
}
