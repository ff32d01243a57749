import { eq, isNotNull } from "drizzle-orm";
import { members, pools, servers } from "@/lib/db/schema";
import type { ServerUse, ServerView } from "@/lib/model/server";
import type { Context } from "../context";
import { findServer } from "../find";
import { groupBy } from "../topology/group-by";

/** The inventory that the caller may see, in order of creation, with the groups that use each server. */
export function listServers(ctx: Context, filter: { projectId?: string } = {}): ServerView[] {
  const uses = usesOf(ctx);
  return ctx.db
    .select()
    .from(servers)
    .orderBy(servers.createdAt, servers.id)
    .all()
    .filter(({ projectId }) => ctx.actor.projectId === null || projectId === ctx.actor.projectId)
    .filter(({ projectId }) => filter.projectId === undefined || projectId === filter.projectId)
    .map((server) => ({ ...server, uses: uses.get(server.id) ?? [] }));
}

export function getServer(ctx: Context, id: string): ServerView {
  const server = findServer(ctx, ctx.db, id);
  return { ...server, uses: usesOf(ctx, id).get(id) ?? [] };
}

function usesOf(ctx: Context, id?: string): Map<string, ServerUse[]> {
  const rows = ctx.db
    .select({ member: members, pool: pools })
    .from(members)
    .innerJoin(pools, eq(members.poolId, pools.id))
    .where(id === undefined ? isNotNull(members.serverId) : eq(members.serverId, id))
    .orderBy(members.createdAt, members.port)
    .all();
  const found = groupBy(rows, ({ member }) => member.serverId);
  return new Map(
    [...found].map(([serverId, places]) => [
      serverId,
      places.map(({ member, pool: { id: poolId, name, loadBalancerId } }) => ({
        memberId: member.id,
        port: member.port,
        pool: { id: poolId, name: name === "" ? poolId.slice(0, 8) : name, loadBalancerId },
      })),
    ]),
  );
}
