import { randomUUID } from "node:crypto";
import { logStreams } from "@/lib/db/schema";
import { CreateLogStreamInput, type LogStream } from "@/lib/model/access-log";
import { type Context, requireRole } from "../context";
import { findLogGroup } from "../loggroup/find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFreeStreamName } from "./find";

export function createLogStream(ctx: Context, raw: CreateLogStreamInput): LogStream {
  return audited(ctx, { event: "create log stream", type: "logstream", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateLogStreamInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const group = findLogGroup(ctx, tx, input.groupId);
      requireFreeStreamName(tx, group.id, input.name);
      const stream: LogStream = { ...input, id: randomUUID(), createdAt: at };
      tx.insert(logStreams).values(stream).run();
      emitTrace(mutation, ctx, {
        event: "create log stream",
        resource: { type: "logstream", id: stream.id, name: stream.name },
        projectId: group.projectId,
        after: stream,
      });
      return stream;
    });
  });
}
