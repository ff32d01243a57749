import type { SourceSessionsView } from "@/lib/model/pool";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { findPool } from "../find";
import { listMembers } from "../member/list";

/** How many of a group's sessions are shown. */
const shown = 50;

/** Which server each source address of a TCP or UDP group belongs to now (ST-01). */
export async function readSourceSessions(ctx: Context, poolId: string): Promise<SourceSessionsView> {
  const { row } = findPool(ctx, ctx.db, poolId);
  const names = new Map(listMembers(ctx, row.id).map((member) => [member.id, member]));
  try {
    const { count, counts, sessions } = await ctx.engine.sourceSessions(row.id, shown);
    return {
      count,
      counts,
      sessions: sessions.map(({ source, memberId, endsInS }) => {
        const member = names.get(memberId);
        const place = member === undefined ? "" : `${member.address}:${member.port}`;
        return { source, endsInS, server: member === undefined ? null : { id: memberId, name: member.name || place } };
      }),
    };
  } catch {
    throw new ServiceError("unavailable");
  }
}
