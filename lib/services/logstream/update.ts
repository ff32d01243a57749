import { eq } from "drizzle-orm";
import { logStreams } from "@/lib/db/schema";
import { type LogStream, UpdateLogStreamInput } from "@/lib/model/access-log";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findLogStream, requireFreeStreamName } from "./find";

/** Renames a stream; its lines name it by its id. */
export function updateLogStream(ctx: Context, raw: UpdateLogStreamInput): LogStream {
  return audited(ctx, { event: "update log stream", type: "logstream", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, name } = parse(UpdateLogStreamInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const { row: before, group } = findLogStream(ctx, tx, id);
      requireFreeStreamName(tx, group.id, name, id);
      const after: LogStream = { ...before, name };
      tx.update(logStreams).set({ name }).where(eq(logStreams.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update log stream",
        resource: { type: "logstream", id, name },
        projectId: group.projectId,
        before,
        after,
      });
      return after;
    });
  });
}
