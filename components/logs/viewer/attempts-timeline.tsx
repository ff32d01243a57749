"use client";

import { useTranslations } from "next-intl";
import type { LoggedAttempt, LogLine } from "@/lib/model/log-line";
import { seconds } from "./seconds";

interface Stretch {
  key: string;
  label: string;
  from: number;
  /** Seconds. */
  lasts: number;
  color: string;
}

/** Every try of a server on one scale of time: connecting, waiting for the answer's head, taking its body. */
export function AttemptsTimeline({ line }: { line: LogLine }) {
  const t = useTranslations("logViewer");
  const { attempts, requestTime } = line;
  if (attempts.length === 0) return <p className="text-muted-foreground">{t("notForwarded")}</p>;
  const tried = attempts.reduce((sum, { response }) => sum + (response ?? 0), 0);
  const whole = Math.max(requestTime, tried, 0.001);
  const began = Math.max(0, requestTime - tried);
  const rows = attempts.map((attempt, index) => ({
    attempt,
    from: attempts.slice(0, index).reduce((sum, { response }) => sum + (response ?? 0), began),
  }));
  return (
    <ol className="overflow-hidden rounded-md border">
      {rows.map(({ attempt, from }, index) => (
        <li
          // oxlint-disable-next-line react/no-array-index-key -- tries have no other name than their order
          key={index}
          className="grid grid-cols-[200px_minmax(0,1fr)_84px] items-center gap-3 border-t px-3 py-2 first:border-t-0 phone:grid-cols-[minmax(0,1fr)_auto]"
        >
          <span className="min-w-0">
            <span className="mono block truncate text-xs">{attempt.address}</span>
            <span className="block text-xs text-muted-foreground">
              {t("tryAnswered", { number: index + 1, status: attempt.status })}
            </span>
          </span>
          <span className="relative h-4 rounded-sm bg-sunken phone:order-3 phone:col-span-2" aria-hidden="true">
            {stretchesOf(attempt, from, t).map(({ key, label, from: at, lasts, color }) => (
              <span
                key={key}
                title={`${label} · ${t("ms", { ms: seconds(lasts) })}`}
                className="absolute inset-y-0 min-w-0.5 rounded-[1px]"
                style={{ left: `${(at / whole) * 100}%`, width: `${(lasts / whole) * 100}%`, background: color }}
              />
            ))}
          </span>
          <span className="text-right text-xs tabular-nums">
            {attempt.response === null ? "–" : t("ms", { ms: seconds(attempt.response) })}
          </span>
          <span className="col-span-full text-xs text-muted-foreground">
            {stretchesOf(attempt, from, t)
              .map(({ label, lasts }) => `${label} ${t("ms", { ms: seconds(lasts) })}`)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stretchesOf(
  { connect, header, response }: LoggedAttempt,
  from: number,
  t: (key: "connecting" | "waiting" | "receiving") => string,
): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (key: "connecting" | "waiting" | "receiving", at: number, lasts: number, color: string) => {
    if (lasts >= 0) stretches.push({ key, label: t(key), from: from + at, lasts, color });
  };
  if (connect !== null) add("connecting", 0, connect, "var(--chart-2)");
  if (header !== null) add("waiting", connect ?? 0, header - (connect ?? 0), "var(--chart-1)");
  if (response !== null && header !== null) add("receiving", header, response - header, "var(--chart-3xx)");
  return stretches;
}
