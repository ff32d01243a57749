import { inArray, sql } from "drizzle-orm";
import { members } from "@/lib/db/schema";
import type { Context } from "../context";
import { groupBy } from "../topology/group-by";

/** Ids of the servers of groups that the caller has been given already, in order of creation, read at once. */
export function memberIdsOf(ctx: Context, poolIds: readonly string[]): (poolId: string | null) => string[] {
  const rows = ctx.db
    .select({ id: members.id, poolId: members.poolId })
    .from(members)
    .where(inArray(members.poolId, [...poolIds]))
    .orderBy(members.createdAt, sql`rowid`)
    .all();
  const groups = groupBy(rows, (row) => row.poolId);
  return (poolId) => (poolId === null ? [] : (groups.get(poolId) ?? []).map((row) => row.id));
}
