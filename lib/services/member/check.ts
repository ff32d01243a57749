import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findMember } from "../find";

/** Probes a server now instead of at its next turn. */
export async function checkMember(ctx: Context, input: { poolId: string; id: string }): Promise<void> {
  requireRole(ctx, "operator");
  const { row } = findMember(ctx, ctx.db, input.poolId, input.id);
  try {
    await ctx.engine.checkNow(row.id);
  } catch {
    throw new ServiceError("unavailable");
  }
}
