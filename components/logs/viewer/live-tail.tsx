"use client";

import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useLogTail } from "@/lib/client/log-search";
import type { LogLine } from "@/lib/model/log-line";
import { LogRows } from "./log-rows";

interface LiveTailProps {
  streamId: string;
  loadBalancerId?: string;
  text: string;
  onOpen: (line: LogLine) => void;
}

/** Lines as they are written; pausing keeps what is there to be read. */
export function LiveTail({ streamId, loadBalancerId, text, onOpen }: LiveTailProps) {
  const t = useTranslations("logViewer");
  const [paused, setPaused] = useState(false);
  const { rows, dropped, failed } = useLogTail({ streamId, loadBalancerId, text }, !paused);
  return (
    <>
      <div className="flex min-h-11 items-center gap-2.5 border-t bg-sunken px-4 text-xs text-muted-foreground phone:px-3">
        {paused ? <Shape name="half" tone="off" /> : failed ? <Shape name="diamond" tone="bad" /> : <Spinner />}
        <span role="status">
          {failed ? t("liveFailed") : paused ? t("livePaused") : t("liveRunning")}
          {dropped > 0 && ` · ${t("dropped", { count: dropped })}`}
        </span>
        <Button size="sm" className="ml-auto" icon={paused ? <Play /> : <Pause />} onClick={() => setPaused(!paused)}>
          {t(paused ? "resume" : "pause")}
        </Button>
      </div>
      {rows.length === 0 ? (
        <p className="border-t px-4 py-10 text-center text-muted-foreground">{t("liveEmpty")}</p>
      ) : (
        <div className="max-h-[70vh] overflow-y-auto border-t" tabIndex={0} role="region" aria-label={t("modeLive")}>
          <LogRows rows={rows} label={t("modeLive")} onOpen={onOpen} />
        </div>
      )}
    </>
  );
}
