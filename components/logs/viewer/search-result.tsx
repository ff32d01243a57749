"use client";

import { ChevronDown, SearchX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Menu } from "@/components/ui/menu";
import { MeterBar } from "@/components/ui/meter-bar";
import { Segmented } from "@/components/ui/segmented";
import { logsUrl, useLogSearch } from "@/lib/client/log-search";
import type { LogLine } from "@/lib/model/log-line";
import { LogHistogram } from "./log-histogram";
import { LogRows } from "./log-rows";
import { TopLists } from "./top-lists";
import { logSpanNames, type useViewerState } from "./use-viewer-state";
import { useByteSize } from "@/components/ui/byte-size";

interface SearchResultProps {
  streamId: string;
  loadBalancerId?: string;
  text: string;
  state: ReturnType<typeof useViewerState>;
  onOpen: (line: LogLine) => void;
  /** Something to stop, while there is. */
  onRunning: (running: { stop: () => void } | null) => void;
}

/** Histogram, top lists and lines of one search, as they are found. */
export function SearchResult({ streamId, loadBalancerId, text, state, onOpen, onRunning }: SearchResultProps) {
  const t = useTranslations("logViewer");
  const format = useFormatter();
  const size = useByteSize();
  const search = { streamId, loadBalancerId, text, ...state.range };
  const found = useLogSearch(search, state.run);
  const [loading, setLoading] = useState(false);
  const isRunning = found.state === "running";
  const { stop } = found;
  useEffect(() => {
    onRunning(isRunning ? { stop } : null);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- stop is made anew with each piece that is found
  }, [isRunning, onRunning]);
  useEffect(() => () => onRunning(null), [onRunning]);
  if (found.state === "failed" || found.state === "busy") {
    return (
      <Card>
        <ErrorState reason={t(found.state === "busy" ? "busy" : "searchFailed")} onRetry={state.again} />
      </Card>
    );
  }
  const share = found.bytesTotal === 0 ? 0 : found.bytesDone / found.bytesTotal;
  return (
    <>
      <Card aria-label={t("overTime")} className="overflow-hidden">
        <div className="flex flex-wrap items-center gap-2 px-4 pt-2.5 phone:px-3">
          <Segmented
            label={t("span")}
            size="sm"
            value={state.isNarrowed ? "" : state.span}
            onValueChange={(next) => state.setSpan(next as (typeof logSpanNames)[number])}
            options={logSpanNames.map((value) => ({ value: value as string, label: t(`span_${value}`) }))}
          />
          {state.isNarrowed && (
            <Button size="sm" onClick={state.widen}>
              {t("widen")}
            </Button>
          )}
          <span className="ml-auto text-xs text-muted-foreground tabular-nums" role="status">
            {isRunning
              ? t("progress", { done: size(found.bytesDone), total: size(found.bytesTotal) })
              : t(found.state === "stopped" ? "stoppedAt" : "looked", {
                  lines: format.number(found.lines),
                  size: size(found.bytesDone),
                })}
          </span>
          <Menu
            trigger={
              <Button size="sm">
                {t("export")}
                <ChevronDown className="size-3" />
              </Button>
            }
            groups={[
              (["raw", "csv"] as const).map((format) => ({
                key: format,
                label: t(`export_${format}`),
                onSelect: () => window.location.assign(logsUrl("export", search, { format })),
              })),
            ]}
          />
        </div>
        <LogHistogram
          from={found.from || state.range.from}
          to={found.to || state.range.to}
          bucketMs={found.bucketMs}
          buckets={found.buckets}
          onNarrow={state.narrow}
        />
        <div className="h-1">{isRunning && <MeterBar share={share} />}</div>
      </Card>
      {found.top && (found.matched > 0 || isRunning) && (
        <TopLists top={found.top} isPart={found.topIsPart} onFilter={state.addFilter} />
      )}
      <Card aria-label={t("lines")} className="overflow-hidden">
        <div className="flex h-10.5 items-center gap-2 border-b px-4 phone:px-3">
          <h2 className="text-base font-semibold">{t("lines")}</h2>
          <span className="text-faint-foreground tabular-nums">({format.number(found.matched)})</span>
        </div>
        {found.rows.length === 0 && !isRunning && (
          <EmptyState icon={<SearchX />} title={t("nothing")}>
            {t(text === "" ? "nothingYet" : "nothingMatches")}
          </EmptyState>
        )}
        {found.rows.length === 0 && isRunning && (
          <p className="px-4 py-10 text-center text-muted-foreground">{t("searching")}</p>
        )}
        {found.rows.length > 0 && (
          <div className={found.isStale ? "opacity-60" : undefined}>
            <LogRows rows={found.rows} label={t("lines")} onOpen={onOpen} />
          </div>
        )}
        {found.more && !isRunning && (
          <div className="flex items-center justify-center gap-3 px-4 py-3">
            <Button
              busy={loading}
              onClick={() => {
                setLoading(true);
                void found.older().finally(() => setLoading(false));
              }}
            >
              {t("older")}
            </Button>
          </div>
        )}
      </Card>
    </>
  );
}
