import { and, eq, ne } from "drizzle-orm";
import type { PoolRow } from "@/lib/db/mappers";
import { l7Policies, listeners, members, pools } from "@/lib/db/schema";
import { DeleteListenerInput } from "@/lib/model/listener";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findListener } from "../find";
import { memberName } from "../member/name";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { removePool } from "../pool/remove";
import { touchLoadBalancer, touchPool } from "../touch";
import { removeListener } from "./remove";

/** Deletes a listener and, unless others use it or it is to be kept, its default group (LS-14, K-10). */
export function deleteListener(ctx: Context, raw: DeleteListenerInput): void {
  audited(ctx, { event: "delete listener", type: "listener", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, withServers, keepPool } = parse(DeleteListenerInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, parent } = findListener(ctx, mutation.tx, id);
      requireNoRedirects(mutation, id);
      const pool = row.defaultPoolId === null ? undefined : poolOf(mutation, row.defaultPoolId);
      const goesToo = pool !== undefined && !keepPool && usedByItAlone(mutation, pool, id);
      if (goesToo && !withServers) requireNoServers(mutation, pool);
      if (pool !== undefined && !goesToo) touchPool(mutation, pool);
      removeListener(ctx, mutation, row, parent.projectId);
      if (goesToo) removePool(ctx, mutation, pool, parent.projectId);
      touchLoadBalancer(mutation, parent.id);
    });
  });
}

/** L7-22: whoever redirects to it goes first. */
function requireNoRedirects({ tx }: Mutation, id: string): void {
  const remains = tx
    .select({ id: listeners.id, name: listeners.name })
    .from(l7Policies)
    .innerJoin(listeners, eq(listeners.id, l7Policies.listenerId))
    .where(eq(l7Policies.redirectListenerId, id))
    .all()
    .map((row) => ({ type: "listener", ...row }));
  if (remains.length === 0) return;
  const names = remains.map((row) => row.name || row.id).join(", ");
  throw new ServiceError("inUse", { rule: rule("listenerIsRedirectedTo", { names }), remains });
}

function poolOf({ tx }: Mutation, id: string): PoolRow | undefined {
  return tx.select().from(pools).where(eq(pools.id, id)).get();
}

/** Policies of the listener itself go with it. */
function usedByItAlone({ tx }: Mutation, { id: poolId }: PoolRow, id: string): boolean {
  const policies = and(eq(l7Policies.redirectPoolId, poolId), ne(l7Policies.listenerId, id));
  const users = and(eq(listeners.defaultPoolId, poolId), ne(listeners.id, id));
  return (
    tx.select().from(l7Policies).where(policies).get() === undefined &&
    tx.select().from(listeners).where(users).get() === undefined
  );
}

function requireNoServers({ tx }: Mutation, pool: PoolRow): void {
  const rows = tx.select().from(members).where(eq(members.poolId, pool.id)).all();
  if (rows.length === 0) return;
  throw new ServiceError("inUse", {
    rule: rule("listenerHasServers", { count: rows.length }),
    remains: rows.map((row) => ({ type: "member", id: row.id, name: memberName(row) })),
  });
}
