import { and, eq, ne } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { logStreams } from "@/lib/db/schema";
import type { LogGroup, LogStream } from "@/lib/model/access-log";
import type { Context } from "../context";
import { notFound } from "../errors";
import { findLogGroup, nameTaken } from "../loggroup/find";

/** One stream with its group that the caller may see, or throws `notFound` or `forbidden`. */
export function findLogStream(ctx: Context, tx: Reader, id: string): { row: LogStream; group: LogGroup } {
  const row = tx.select().from(logStreams).where(eq(logStreams.id, id)).get();
  if (row === undefined) throw notFound("logstream", id);
  return { row, group: findLogGroup(ctx, tx, row.groupId) };
}

/** A stream's name is its group's only one; `but` may have it already. */
export function requireFreeStreamName(tx: Reader, groupId: string, name: string, but = ""): void {
  const same = and(eq(logStreams.groupId, groupId), eq(logStreams.name, name), ne(logStreams.id, but));
  if (tx.select().from(logStreams).where(same).get() !== undefined) throw nameTaken("logstream", name);
}
