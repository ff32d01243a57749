"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/data-table/types";
import { RatingWord } from "@/components/status/rating-word";
import { cn } from "@/components/ui/cn";
import { Timestamp } from "@/components/ui/timestamp";
import type { TraceView } from "@/lib/model/trace";

export interface TraceColumnsOptions {
  isOpen: (id: string) => boolean;
  toggle: (id: string) => void;
}

export function useTraceColumns({ isOpen, toggle }: TraceColumnsOptions): readonly ListColumn<TraceView>[] {
  const t = useTranslations("audit");
  return useMemo(
    () => [
      {
        id: "event",
        header: t("event"),
        pinned: true,
        cell: ({ id, event }) => (
          <button
            type="button"
            aria-expanded={isOpen(id)}
            onClick={() => toggle(id)}
            className="hit -ml-1 flex items-center gap-1 rounded-sm text-left font-medium"
          >
            <ChevronRight className={cn("size-3.5 shrink-0 text-faint-foreground", isOpen(id) && "rotate-90")} />
            <span className="mono">{event}</span>
          </button>
        ),
      },
      {
        id: "resource",
        header: t("resource"),
        phone: "left",
        cell: ({ href, resourceType, resourceName, resourceId }) => {
          const name = resourceName === "" ? resourceId.slice(0, 8) : resourceName;
          return (
            <>
              {href === null || name === "" ? (
                <span className="block max-w-60 truncate">{name === "" ? "–" : name}</span>
              ) : (
                <Link href={href} className="block max-w-60 truncate text-link">
                  {name}
                </Link>
              )}
              <span className="block text-xs text-faint-foreground">{resourceType}</span>
            </>
          );
        },
      },
      {
        id: "rating",
        header: t("rating"),
        phone: "right",
        cell: ({ rating }) => <RatingWord rating={rating} />,
      },
      {
        id: "user",
        header: t("user"),
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
      {
        id: "origin",
        header: t("origin"),
        phone: "hidden",
        cell: ({ type }) => t(`origin_${type}`),
      },
      {
        id: "time",
        header: t("time"),
        phone: "right",
        sortValue: ({ at }) => at,
        cell: ({ at }) => <Timestamp at={at} show="absolute" seconds />,
      },
    ],
    [t, isOpen, toggle],
  );
}
