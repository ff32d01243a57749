"use client";

import { useFormatter } from "next-intl";
import { Sparkline } from "@/components/chart/sparkline";
import { useLiveRate, useLiveTraffic } from "@/lib/client/live";

const shownSeconds = 72;

/** Requests per second now, and the last minute of them. */
export function RateCell({ id }: { id: string }) {
  const format = useFormatter();
  const rate = useLiveRate(id);
  const points = useLiveTraffic(id);
  return (
    <span className="flex items-center justify-end gap-2">
      <Sparkline values={points.slice(-shownSeconds).map(({ values }) => values?.requests ?? null)} />
      <span className="min-w-11 font-medium">
        {rate === null ? "–" : format.number(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 })}
      </span>
    </span>
  );
}
