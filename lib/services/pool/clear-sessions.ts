import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findPool } from "../find";
import { recordTrace } from "../mutation";

/** Ends the sessions of a group's source addresses: the next connection of each is given a server anew. */
export async function clearSourceSessions(ctx: Context, poolId: string): Promise<void> {
  requireRole(ctx, "operator");
  const { row, parent } = findPool(ctx, ctx.db, poolId);
  try {
    await ctx.engine.clearSourceSessions(row.id);
  } catch {
    throw new ServiceError("unavailable");
  }
  recordTrace(ctx, {
    event: "clear pool sessions",
    resource: { type: "pool", id: row.id, name: row.name },
    projectId: parent.projectId,
  });
}
