"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { cn } from "@/components/ui/cn";
import { Timestamp } from "@/components/ui/timestamp";
import type { GenerationView } from "@/lib/model/configuration";

export interface GenerationColumnsOptions {
  isOpen: (generation: number) => boolean;
  toggle: (generation: number) => void;
}

export function useGenerationColumns({
  isOpen,
  toggle,
}: GenerationColumnsOptions): readonly ListColumn<GenerationView>[] {
  const t = useTranslations("configuration");
  const audit = useTranslations("audit");
  return useMemo(
    () => [
      {
        id: "generation",
        header: t("generationColumn"),
        pinned: true,
        width: "1%",
        cell: ({ generation }) => (
          <button
            type="button"
            aria-expanded={isOpen(generation)}
            aria-label={t("generation", { generation })}
            onClick={() => toggle(generation)}
            className="hit -ml-1 flex items-center gap-1 rounded-sm text-left font-medium tabular-nums"
          >
            <ChevronRight
              className={cn("size-3.5 shrink-0 text-faint-foreground", isOpen(generation) && "rotate-90")}
            />
            {generation}
          </button>
        ),
      },
      {
        id: "event",
        header: t("made"),
        phone: "wide",
        cell: ({ event, resourceName, resourceId, changes }) => (
          <>
            <span className="mono block max-w-100 truncate">{event === "" ? "–" : event}</span>
            <span className="block max-w-100 truncate text-xs text-faint-foreground">
              {[resourceName === "" ? resourceId.slice(0, 8) : resourceName, t("objects", { count: changes })]
                .filter((text) => text !== "")
                .join(" · ")}
            </span>
          </>
        ),
      },
      {
        id: "user",
        header: t("author"),
        phone: "left",
        cell: ({ userName, sourceIp }) => (
          <>
            <span className="block max-w-40 truncate" title={userName}>
              {userName}
            </span>
            <span className="mono block text-faint-foreground">{sourceIp === "" ? "–" : sourceIp}</span>
          </>
        ),
      },
      { id: "origin", header: audit("origin"), phone: "hidden", cell: ({ type }) => audit(`origin_${type}`) },
      {
        id: "time",
        header: audit("time"),
        phone: "right",
        cell: ({ at }) => <Timestamp at={at} show="absolute" seconds />,
      },
    ],
    [t, audit, isOpen, toggle],
  );
}
