"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LineChart } from "@/components/chart/line-chart";
import { useLiveEip } from "@/lib/client/live";
import type { EipSecond } from "@/lib/client/eip-samples";
import { useLiveSpan } from "./use-live-span";

interface BandwidthChartProps {
  loadBalancerId: string;
  eip: { id: string; bandwidthMbps: number };
}

/** What an EIP carries in each direction beside its bandwidth, and how often nothing was left (LB-11). */
export function BandwidthChart({ loadBalancerId, eip }: BandwidthChartProps) {
  const t = useTranslations("eip");
  const { from, to } = useLiveSpan(loadBalancerId);
  const seconds = useLiveEip(eip.id);
  const { bandwidthMbps } = eip;
  const points = useMemo(
    () =>
      seconds.map(({ at, inMbps, outMbps }) => ({ at, values: { in: inMbps, out: outMbps, limit: bandwidthMbps } })),
    [seconds, bandwidthMbps],
  );
  const { saturated, dropped } = useMemo(() => usedUp(seconds), [seconds]);
  return (
    <div className="mt-4">
      <LineChart
        title={t("chart")}
        unit={t("mbpsUnit")}
        points={points}
        from={from}
        to={to}
        syncId={`live-${loadBalancerId}`}
        digits={2}
        series={[
          { key: "in", label: t("in"), color: "var(--chart-1)" },
          { key: "out", label: t("out"), color: "var(--chart-2)", dash: "dash" },
          { key: "limit", label: t("bandwidth"), color: "var(--chart-3)", dash: "dot" },
        ]}
        side={
          <span className="text-xs whitespace-nowrap text-muted-foreground">
            {saturated === 0 && dropped === 0 ? t("neverUsedUp") : t("usedUp", { seconds: saturated, dropped })}
          </span>
        }
      />
    </div>
  );
}

function usedUp(seconds: readonly EipSecond[]): { saturated: number; dropped: number } {
  let waitedMs = 0;
  let dropped = 0;
  for (const second of seconds) {
    waitedMs += second.waitedMs;
    dropped += second.dropped;
  }
  return { saturated: Math.round(waitedMs / 1000), dropped };
}
