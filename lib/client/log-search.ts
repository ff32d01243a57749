"use client";

import { useEffect, useReducer } from "react";
import { type LogLine, readLogLine } from "@/lib/model/log-line";
import type { LogEvent, LogProgress, TopTerm, TopValue } from "@/lib/model/log-query";

export interface LogSearch {
  streamId: string;
  from: number;
  to: number;
  text: string;
  loadBalancerId?: string;
}

export interface FoundLogs extends LogProgress {
  state: "running" | "done" | "stopped" | "failed" | "busy";
  lines: number;
  rows: LogLine[];
  /** Rows and top lists are those of the search before, until there are others. */
  isStale: boolean;
  from: number;
  to: number;
  bucketMs: number;
  /** There are older lines than {@link rows}. */
  more: boolean;
  top: Record<TopTerm, TopValue[]> | null;
  topIsPart: boolean;
}

const nothing: FoundLogs = {
  state: "running",
  rows: [],
  isStale: false,
  from: 0,
  to: 0,
  bucketMs: 1,
  more: false,
  top: null,
  topIsPart: false,
  bytesDone: 0,
  bytesTotal: 0,
  lines: 0,
  matched: 0,
  buckets: [],
};

type Change =
  | LogEvent
  | { type: "begin" }
  | { type: "stop" }
  | { type: "busy" }
  | { type: "older"; rows: LogLine[]; more: boolean };

function next(found: FoundLogs, change: Change): FoundLogs {
  switch (change.type) {
    case "begin":
      return { ...nothing, rows: found.rows, top: found.top, topIsPart: found.topIsPart, isStale: true };
    case "start":
      return { ...found, from: change.from, to: change.to, bucketMs: change.bucketMs, bytesTotal: change.bytesTotal };
    case "rows":
      return { ...found, isStale: false, rows: [...(found.isStale ? [] : found.rows), ...readRows(change.rows)] };
    case "progress":
      return { ...found, ...change };
    case "done":
      return { ...found, ...change, state: "done", isStale: false, rows: found.isStale ? [] : found.rows };
    case "older":
      return { ...found, rows: [...found.rows, ...change.rows], more: change.more };
    case "stop":
      return found.state === "running" ? { ...found, state: "stopped", more: found.rows.length > 0 } : found;
    case "busy":
      return { ...found, state: "busy" };
    case "failed":
      return { ...found, state: "failed" };
    case "dropped":
      return found;
  }
}

function readRows(rows: readonly string[]): LogLine[] {
  return rows.flatMap((row) => readLogLine(row) ?? []);
}

/** Runs one search and follows it; another one, or leaving, ends it. `stop` ends it and keeps what was found. */
export function useLogSearch(
  search: LogSearch,
  run: number,
): FoundLogs & { stop: () => void; older: () => Promise<void> } {
  const [found, change] = useReducer(next, nothing);
  const [ending, setEnding] = useReducer((_: AbortController | null, to: AbortController | null) => to, null);
  const { streamId, from, to, text, loadBalancerId } = search;
  useEffect(() => {
    const leaving = new AbortController();
    setEnding(leaving);
    change({ type: "begin" });
    const url = logsUrl("search", { streamId, from, to, text, loadBalancerId }, { top: "1", limit: "200" });
    void readEvents(url, leaving.signal, change);
    return () => leaving.abort();
  }, [streamId, from, to, text, loadBalancerId, run]);
  const stop = () => {
    ending?.abort();
    change({ type: "stop" });
  };
  const older = async () => {
    const last = found.rows.at(-1);
    if (last === undefined) return;
    const skip = found.rows.filter(({ at }) => at === last.at).length;
    const url = logsUrl("search", { ...search, to: last.at }, { limit: "200", count: "0", skip: String(skip) });
    const rows: LogLine[] = [];
    let more = false;
    await readEvents(url, ending?.signal ?? new AbortController().signal, (event) => {
      if (event.type === "rows") rows.push(...readRows(event.rows));
      if (event.type === "done") more = event.more;
    });
    change({ type: "older", rows, more });
  };
  return { ...found, stop, older };
}

export interface TailedLogs {
  /** The newest first. */
  rows: LogLine[];
  /** Lines that came faster than they are shown. */
  dropped: number;
  failed: boolean;
}

const mostTailed = 300;

function tailed(state: TailedLogs, event: LogEvent | { type: "begin" }): TailedLogs {
  switch (event.type) {
    case "begin":
      return { rows: [], dropped: 0, failed: false };
    case "rows":
      return { ...state, rows: [...readRows(event.rows), ...state.rows].slice(0, mostTailed) };
    case "dropped":
      return { ...state, dropped: state.dropped + event.count };
    case "failed":
      return { ...state, failed: true };
    default:
      return state;
  }
}

/** The lines that come, while `active`; what came stays when it pauses. */
export function useLogTail(
  { streamId, text, loadBalancerId }: Omit<LogSearch, "from" | "to">,
  active: boolean,
): TailedLogs {
  const [state, change] = useReducer(tailed, { rows: [], dropped: 0, failed: false });
  useEffect(() => change({ type: "begin" }), [streamId, text, loadBalancerId]);
  useEffect(() => {
    if (!active) return;
    const leaving = new AbortController();
    const url = logsUrl("tail", { streamId, from: 0, to: 0, text, loadBalancerId }, {});
    void readEvents(url, leaving.signal, (event) =>
      change(event.type === "busy" ? { type: "failed", message: "" } : event),
    );
    return () => leaving.abort();
  }, [streamId, text, loadBalancerId, active]);
  return state;
}

/** The address of what a stream's reader gives. */
export function logsUrl(kind: "search" | "tail" | "export", search: LogSearch, more: Record<string, string>): string {
  const { streamId, from, to, text, loadBalancerId } = search;
  const query = new URLSearchParams({ from: String(from), to: String(to), q: text, ...more });
  if (loadBalancerId !== undefined) query.set("lb", loadBalancerId);
  return `/api/v1/logs/${streamId}/${kind}?${query.toString()}`;
}

async function readEvents(
  url: string,
  signal: AbortSignal,
  tell: (event: LogEvent | { type: "busy" }) => void,
): Promise<void> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || response.body === null) {
      tell(response.status === 503 ? { type: "busy" } : { type: "failed", message: String(response.status) });
      return;
    }
    let rest = "";
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) tell(JSON.parse(line) as LogEvent);
    }
  } catch {
    if (!signal.aborted) tell({ type: "failed", message: "" });
  }
}
