"use client";

import { useFormatter, useNow, useTimeZone } from "next-intl";
import { Tooltip } from "./tooltip";

export interface TimestampProps {
  /** Milliseconds or an ISO text. */
  at: number | string;
  show?: "relative" | "absolute";
  seconds?: boolean;
  className?: string;
}

/** Rendered from the request's own `now` and time zone, so that server and browser agree. */
export function Timestamp({ at, show = "relative", seconds = false, className }: TimestampProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 10_000 });
  const zone = useTimeZone();
  const date = new Date(at);
  const absolute = format.dateTime(date, { ...parts, second: seconds ? "2-digit" : undefined });
  const utc = format.dateTime(date, { ...parts, second: "2-digit", timeZone: "UTC" });
  const tip = zone === "UTC" ? `${utc} UTC` : `${format.dateTime(date, { ...parts, second: "2-digit" })} · ${utc} UTC`;
  return (
    <Tooltip content={tip}>
      <time dateTime={date.toISOString()} tabIndex={0} className={className}>
        {show === "relative" ? format.relativeTime(date, now) : absolute}
      </time>
    </Tooltip>
  );
}

const parts = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
