"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { type LogFilter, readLogSearch, writeLogFilter } from "@/lib/model/log-query";

const minuteMs = 60_000;
export const logSpans = {
  "15m": 15 * minuteMs,
  "1h": 60 * minuteMs,
  "6h": 360 * minuteMs,
  "24h": 1440 * minuteMs,
  "7d": 10_080 * minuteMs,
  "30d": 43_200 * minuteMs,
} as const;
export type LogSpan = keyof typeof logSpans;
export const logSpanNames = Object.keys(logSpans) as LogSpan[];

const params = {
  q: parseAsString.withDefault(""),
  span: parseAsStringLiteral(logSpanNames).withDefault("1h"),
  from: parseAsInteger,
  to: parseAsInteger,
};

/** What is looked for and when, in the URL; a span ends at the time when the search was begun. */
export function useViewerState(openedAt: number) {
  const [{ q, span, from, to }, set] = useQueryStates(params, { history: "push", clearOnDefault: true });
  const [run, setRun] = useState({ number: 0, at: openedAt });
  const range = useMemo(
    () => (from !== null && to !== null && from <= to ? { from, to } : { from: run.at - logSpans[span], to: run.at }),
    [from, to, span, run.at],
  );
  const again = () => setRun(({ number }) => ({ number: number + 1, at: Date.now() }));
  return {
    text: q,
    span,
    range,
    isNarrowed: from !== null && to !== null,
    run: run.number,
    again,
    search: (text: string) => {
      void set({ q: text });
      again();
    },
    setSpan: (next: LogSpan) => {
      void set({ span: next, from: null, to: null });
      again();
    },
    narrow: (nextFrom: number, nextTo: number) => void set({ from: nextFrom, to: nextTo }),
    widen: () => void set({ from: null, to: null }),
    /** Adds a word, or takes its place where one of the same kind is there already. */
    addFilter: (filter: LogFilter) => {
      const rest = readLogSearch(q).filter(
        (one) => one.term !== filter.term || one.not !== filter.not || one.term === null,
      );
      void set({ q: [...rest, filter].map(writeLogFilter).join(" ") });
    },
  };
}
