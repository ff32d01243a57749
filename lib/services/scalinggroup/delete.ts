import { eq } from "drizzle-orm";
import { members, pools, scalingGroups, scalingLinks } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findPool, findScalingGroup } from "../find";
import { dropMember } from "../member/drop";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";

/** Deletes a scaling group that is linked to nothing; servers that it is still draining are removed with it. */
export function deleteScalingGroup(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete scaling group", type: "scalinggroup", input: { id } }, () => {
    requireRole(ctx, "operator");
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findScalingGroup(ctx, tx, id);
      requireUnlinked(mutation, id);
      for (const row of tx.select().from(members).where(eq(members.scalingGroupId, id)).all()) {
        dropMember(ctx, mutation, findPool(ctx, tx, row.poolId).row, row);
      }
      tx.delete(scalingGroups).where(eq(scalingGroups.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete scaling group",
        resource: { type: "scalinggroup", id, name: before.name },
        projectId: before.projectId,
        before,
      });
    });
  });
}

function requireUnlinked({ tx }: Mutation, id: string): void {
  const users = tx
    .selectDistinct({ id: pools.id, name: pools.name })
    .from(scalingLinks)
    .innerJoin(pools, eq(scalingLinks.poolId, pools.id))
    .where(eq(scalingLinks.scalingGroupId, id))
    .all();
  if (users.length === 0) return;
  throw new ServiceError("inUse", {
    rule: rule("scalingGroupLinked", { count: users.length }),
    remains: users.map((pool) => ({ type: "pool", ...pool })),
  });
}
