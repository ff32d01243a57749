"use client";

import { useFormatter, useNow, useTimeZone } from "next-intl";
import { cn } from "./cn";
import { isoTime } from "./iso-time";
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
  // What was read after the page was asked for is not in the future: it was read now.
  const shown = date > now ? now : date;
  const utc = `${isoTime(date, "UTC", true)} UTC`;
  const tip = zone === "UTC" ? utc : `${isoTime(date, zone, true)} · ${utc}`;
  return (
    <Tooltip content={tip}>
      <time dateTime={date.toISOString()} tabIndex={0} className={cn("tabular-nums", className)}>
        {show === "relative" ? format.relativeTime(shown, { now, style: "narrow" }) : isoTime(date, zone, seconds)}
      </time>
    </Tooltip>
  );
}
