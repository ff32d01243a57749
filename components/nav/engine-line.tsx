"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";

export interface EngineSummary {
  state: "running" | "stopped" | "unknown";
  generation?: number;
  /** Milliseconds. */
  startedAt?: number;
}

const looks = {
  running: { shape: "circle", tone: "ok", word: "engineRunning" },
  stopped: { shape: "diamond", tone: "bad", word: "engineStopped" },
  unknown: { shape: "dashed", tone: "off", word: "engineUnknown" },
} as const;

export function EngineLine({ engine }: { engine: EngineSummary }) {
  const t = useTranslations("nav");
  const { shape, tone, word } = looks[engine.state];
  return (
    <div className="mt-auto border-t px-2 pt-2.5 pb-1 text-xs text-faint-foreground" role="status">
      <span className="flex items-center gap-1.5">
        <Shape name={shape} tone={tone} />
        {t(word)}
      </span>
      {engine.generation !== undefined && (
        <span>
          {t("generation", { generation: engine.generation })}
          {engine.startedAt !== undefined && engine.state === "running" && <Uptime since={engine.startedAt} />}
        </span>
      )}
    </div>
  );
}

function Uptime({ since }: { since: number }) {
  const t = useTranslations("nav");
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return (
    <>
      {" "}
      ·{" "}
      {t("upFor", {
        time: uptime(now.getTime() - since, (value, unit) =>
          format.number(value, { style: "unit", unit, unitDisplay: "narrow" }),
        ),
      })}
    </>
  );
}

function uptime(ms: number, write: (value: number, unit: "second" | "minute" | "hour" | "day") => string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return write(seconds, "second");
  if (seconds < 3600) return write(Math.floor(seconds / 60), "minute");
  if (seconds < 86_400) return write(Math.floor(seconds / 3600), "hour");
  return write(Math.floor(seconds / 86_400), "day");
}
