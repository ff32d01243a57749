import type { ReaderTask } from "@/lib/logs/reader-task";
import { streamDirectory } from "@/lib/logs/segments";
import { LogQuery } from "@/lib/model/log-query";
import type { Context } from "../context";
import { parse } from "../parse";
import { findLogStream } from "./find";

/** What a reader of a stream that the caller may see is asked for. */
export function searchTask(ctx: Context, streamId: string, query: LogQuery): ReaderTask {
  return { kind: "search", ...readable(ctx, streamId, query) };
}

/** The lines that come from now on. */
export function tailTask(ctx: Context, streamId: string, query: Pick<LogQuery, "text" | "loadBalancerId">): ReaderTask {
  return { kind: "tail", ...readable(ctx, streamId, { from: 0, to: 0, ...query }) };
}

export function exportTask(ctx: Context, streamId: string, query: LogQuery, format: "raw" | "csv"): ReaderTask {
  return { kind: "export", ...readable(ctx, streamId, query), format };
}

function readable(ctx: Context, streamId: string, query: LogQuery) {
  const { row } = findLogStream(ctx, ctx.db, streamId);
  return { directory: streamDirectory(row.id), query: parse(LogQuery, query) };
}
