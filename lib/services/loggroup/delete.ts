import { eq } from "drizzle-orm";
import { logGroups, logStreams } from "@/lib/db/schema";
import { DeleteLogGroupInput } from "@/lib/model/access-log";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { removeLogStream } from "../logstream/delete";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findLogGroup } from "./find";

/** Deletes a group. `cascade` takes its streams along; without it one with streams is refused. */
export function deleteLogGroup(ctx: Context, raw: DeleteLogGroupInput): void {
  audited(ctx, { event: "delete log group", type: "loggroup", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, cascade } = parse(DeleteLogGroupInput, raw);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findLogGroup(ctx, tx, id);
      const streams = tx.select().from(logStreams).where(eq(logStreams.groupId, id)).all();
      if (!cascade && streams.length > 0) {
        const remains = streams.map(({ id: streamId, name }) => ({ type: "logstream", id: streamId, name }));
        throw new ServiceError("inUse", { rule: rule("logGroupNotEmpty"), remains });
      }
      for (const stream of streams) removeLogStream(ctx, mutation, stream, before.projectId);
      tx.delete(logGroups).where(eq(logGroups.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete log group",
        resource: { type: "loggroup", id, name: before.name },
        projectId: before.projectId,
        before,
      });
    });
  });
}
