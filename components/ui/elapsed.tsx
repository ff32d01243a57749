"use client";

import { useFormatter, useNow } from "next-intl";

/** How long something has lasted, in its greatest unit: `6 min`, `41 days`. */
export function useElapsed(updateIntervalMs = 10_000): (since: number) => string {
  const format = useFormatter();
  const now = useNow({ updateInterval: updateIntervalMs });
  return (since) => {
    const { value, unit } = greatestUnit(now.getTime() - since);
    return format.number(value, { style: "unit", unit, unitDisplay: "short" });
  };
}

export function Elapsed({ since }: { since: number }) {
  return <span className="whitespace-nowrap">{useElapsed()(since)}</span>;
}

export function greatestUnit(ms: number): { value: number; unit: "second" | "minute" | "hour" | "day" } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return { value: seconds, unit: "second" };
  if (seconds < 3600) return { value: Math.floor(seconds / 60), unit: "minute" };
  if (seconds < 86_400) return { value: Math.floor(seconds / 3600), unit: "hour" };
  return { value: Math.floor(seconds / 86_400), unit: "day" };
}
