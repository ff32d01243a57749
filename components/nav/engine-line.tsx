"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { useElapsed } from "@/components/ui/elapsed";
import { useLiveEngine } from "@/lib/client/live";

export interface EngineSummary {
  connected: boolean;
  /** Generation that the engine runs. */
  running: number;
  /** Milliseconds. */
  startedAt: number | null;
}

/** The engine as the page was made, then as the live stream says. */
export function EngineLine({ engine }: { engine: EngineSummary }) {
  const t = useTranslations("nav");
  const elapsed = useElapsed(60_000);
  const { connected, running } = useLiveEngine() ?? engine;
  return (
    <div className="mt-auto border-t px-2 pt-2.5 pb-1 text-xs text-faint-foreground" role="status">
      <span className="flex items-center gap-1.5">
        <Shape name={connected ? "circle" : "diamond"} tone={connected ? "ok" : "bad"} />
        {t(connected ? "engineRunning" : "engineStopped")}
      </span>
      {t("generation", { generation: running })}
      {connected && engine.startedAt !== null && ` · ${t("upFor", { time: elapsed(engine.startedAt) })}`}
    </div>
  );
}
