import { eq } from "drizzle-orm";
import { logGroups } from "@/lib/db/schema";
import { type LogGroup, UpdateLogGroupInput } from "@/lib/model/access-log";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findLogGroup, requireFreeGroupName } from "./find";

/** Renames a group or changes how much it keeps; a shorter retention deletes lines within minutes. */
export function updateLogGroup(ctx: Context, raw: UpdateLogGroupInput): LogGroup {
  return audited(ctx, { event: "update log group", type: "loggroup", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateLogGroupInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findLogGroup(ctx, tx, id);
      const after: LogGroup = { ...before, ...defined(input) };
      requireFreeGroupName(tx, after.projectId, after.name, id);
      tx.update(logGroups).set(after).where(eq(logGroups.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update log group",
        resource: { type: "loggroup", id, name: after.name },
        projectId: after.projectId,
        before,
        after,
      });
      return after;
    });
  });
}
