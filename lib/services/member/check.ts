import type { ProbeReport } from "@/lib/model/probe-report";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findMember } from "../find";

/** Probes a server now instead of at its next turn. */
export async function checkMember(ctx: Context, input: { poolId: string; id: string }): Promise<ProbeReport | null> {
  requireRole(ctx, "operator");
  const { row } = findMember(ctx, ctx.db, input.poolId, input.id);
  try {
    return (await ctx.engine.checkNow(row.id)).probe;
  } catch {
    throw new ServiceError("unavailable");
  }
}
