"use client";

import { useEffect, useState } from "react";
import { serverNow, useLiveStatus, useLiveTraffic } from "@/lib/client/live";
import type { MetricPoint } from "@/lib/model/metric";

const spanMs = 300_000;
const lateMs = 3500;

/** The last five minutes of an object. Without new samples the axis goes on, so that the missing ones show. */
export function useLiveSpan(objectId: string) {
  const points = useLiveTraffic(objectId);
  const status = useLiveStatus();
  const last = points.at(-1)?.at;
  const [lateAt, setLateAt] = useState<number>();
  useEffect(() => {
    const timer = setInterval(() => {
      const now = serverNow();
      if (last === undefined || now - last > lateMs) setLateAt(now);
    }, 1000);
    return () => clearInterval(timer);
  }, [last]);
  const late = lateAt !== undefined && (last === undefined || lateAt - last > lateMs);
  const to = late ? lateAt : (last ?? 0);
  const waiting = last === undefined && (status === "connecting" || !late);
  return { points: waiting ? undefined : late ? withGap(points, to) : points, from: to - spanMs, to };
}

function withGap(points: readonly MetricPoint[], to: number): readonly MetricPoint[] {
  const shown = points.filter(({ at }) => at >= to - spanMs);
  return shown.length === 0 ? [] : [...shown, { at: to, values: null }];
}
