"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import type { LogLine } from "@/lib/model/log-line";
import { LiveTail } from "./live-tail";
import { LogDetail } from "./log-detail";
import { SearchBar } from "./search-bar";
import { SearchResult } from "./search-result";
import { useViewerState } from "./use-viewer-state";

export interface LogViewerProps {
  streamId: string;
  /** Its lines only. */
  loadBalancerId?: string;
  /** When the page was made, in ms. */
  openedAt: number;
  /** Leads on to what the engine would do with a request now. */
  onExplain?: (line: LogLine) => void;
}

/** Search and live tail of one stream (LG-05). */
export function LogViewer({ streamId, loadBalancerId, openedAt, onExplain }: LogViewerProps) {
  const t = useTranslations("logViewer");
  const state = useViewerState(openedAt);
  const [mode, setMode] = useState<"search" | "live">("search");
  const [running, setRunning] = useState<{ stop: () => void } | null>(null);
  const [opened, setOpened] = useState<LogLine>();
  const shared = { streamId, loadBalancerId, text: state.text, onOpen: setOpened };
  return (
    <div className="grid gap-4">
      <Card aria-label={t("title")} className="overflow-hidden">
        <div className="flex items-center gap-2 px-4 py-2.5 phone:flex-wrap phone:px-3">
          <Segmented
            label={t("mode")}
            value={mode}
            onValueChange={setMode}
            options={[
              { value: "search", label: t("modeSearch") },
              { value: "live", label: t("modeLive") },
            ]}
          />
          <SearchBar
            text={state.text}
            onSearch={state.search}
            busy={mode === "search" && running !== null}
            onStop={() => running?.stop()}
          />
        </div>
        {mode === "live" && <LiveTail {...shared} />}
      </Card>
      {mode === "search" && <SearchResult {...shared} state={state} onRunning={setRunning} />}
      {opened && (
        <LogDetail
          line={opened}
          onFilter={state.addFilter}
          onExplain={
            onExplain &&
            ((line) => {
              setOpened(undefined);
              onExplain(line);
            })
          }
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}
