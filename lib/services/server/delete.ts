import { eq, inArray } from "drizzle-orm";
import { members, pools, servers } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { DeleteServersInput } from "@/lib/model/server";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findServer } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Takes servers out of the inventory: all of them, or none while a group uses one. */
export function deleteServers(ctx: Context, raw: DeleteServersInput): void {
  audited(ctx, { event: "delete server", type: "server", input: raw }, () => {
    requireRole(ctx, "operator");
    const ids = [...new Set(parse(DeleteServersInput, raw).ids)];
    withTransaction(ctx, (mutation) => {
      const rows = ids.map((id) => findServer(ctx, mutation.tx, id));
      requireUnused(mutation, ids);
      for (const before of rows) {
        mutation.tx.delete(servers).where(eq(servers.id, before.id)).run();
        emitTrace(mutation, ctx, {
          event: "delete server",
          resource: { type: "server", id: before.id, name: before.name },
          projectId: before.projectId,
          before,
        });
      }
    });
  });
}

function requireUnused({ tx }: Mutation, ids: readonly string[]): void {
  const users = tx
    .selectDistinct({ id: pools.id, name: pools.name })
    .from(members)
    .innerJoin(pools, eq(members.poolId, pools.id))
    .where(inArray(members.serverId, [...ids]))
    .all();
  if (users.length === 0) return;
  throw new ServiceError("inUse", {
    rule: rule("serverInUse", { count: users.length }),
    remains: users.map((pool) => ({ type: "pool", ...pool })),
  });
}
