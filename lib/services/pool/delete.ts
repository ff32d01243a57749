import { eq } from "drizzle-orm";
import type { PoolRow } from "@/lib/db/mappers";
import { l7Policies, listeners, members, scalingGroups, scalingLinks } from "@/lib/db/schema";
import { DeletePoolInput } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findPool } from "../find";
import { memberName } from "../member/name";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchLoadBalancer } from "../touch";
import { removePool } from "./remove";

/** Deletes a group that nothing uses and that holds no server (PG-08), or with `cascade` any. */
export function deletePool(ctx: Context, raw: DeletePoolInput): void {
  audited(ctx, { event: "delete backend member group", type: "pool", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, cascade } = parse(DeletePoolInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, parent } = findPool(ctx, mutation.tx, id);
      requireNoPolicies(mutation, row);
      if (!cascade) requireUnused(mutation, row);
      removePool(ctx, mutation, row, parent.projectId);
      touchLoadBalancer(mutation, parent.id);
    });
  });
}

/** A group that policies send requests to stays, whoever asks (PG-08; Octavia). */
function requireNoPolicies({ tx }: Mutation, pool: PoolRow): void {
  const users = tx.select().from(l7Policies).where(eq(l7Policies.redirectPoolId, pool.id)).all();
  const [first] = users;
  if (first === undefined) return;
  throw new ServiceError("inUse", {
    rule: rule("poolInUseByPolicy", { pool: pool.id, policy: first.id }),
    remains: users.map(({ id, name }) => ({ type: "l7policy", id, name })),
  });
}

function requireUnused({ tx }: Mutation, pool: PoolRow): void {
  const users = tx.select().from(listeners).where(eq(listeners.defaultPoolId, pool.id)).all();
  const servers = tx.select().from(members).where(eq(members.poolId, pool.id)).all();
  const linked = tx
    .selectDistinct({ id: scalingGroups.id, name: scalingGroups.name })
    .from(scalingLinks)
    .innerJoin(scalingGroups, eq(scalingGroups.id, scalingLinks.scalingGroupId))
    .where(eq(scalingLinks.poolId, pool.id))
    .all();
  const remains = [
    ...linked.map((row) => ({ type: "scalinggroup", ...row })),
    ...users.map((row) => ({ type: "listener", id: row.id, name: row.name })),
    ...servers.map((row) => ({ type: "member", id: row.id, name: memberName(row) })),
  ];
  if (remains.length > 0) throw new ServiceError("inUse", { rule: rule("poolInUse"), remains });
}
