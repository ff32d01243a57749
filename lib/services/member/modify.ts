import { eq } from "drizzle-orm";
import { type MemberRow, type PoolRow, toMember } from "@/lib/db/mappers";
import { members } from "@/lib/db/schema";
import type { Member } from "@/lib/model/member";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { emitTrace, type Mutation } from "../mutation";
import { requireOrdinaryAddress } from "../require-ordinary-address";
import { touchPool } from "../touch";
import { memberName } from "./name";

type Changes = Partial<
  Pick<
    Member,
    "name" | "weight" | "enabled" | "monitorAddress" | "monitorPort" | "drainUntil" | "scalingLeaving" | "tags"
  >
>;

/** Changes one server inside a transaction. */
export function modifyMember(
  ctx: Context,
  mutation: Mutation,
  pool: PoolRow,
  before: MemberRow,
  changes: Changes,
): MemberRow {
  requireOrdinaryAddress(ctx, changes.monitorAddress, "monitorAddress");
  const { tx, at, generation } = mutation;
  const after: MemberRow = { ...before, ...changes, updatedAt: at, generation };
  tx.update(members).set(after).where(eq(members.id, before.id)).run();
  touchPool(mutation, pool);
  emitTrace(mutation, ctx, {
    event: "update backend ecs",
    resource: { type: "member", id: after.id, name: memberName(after) },
    projectId: findLoadBalancer(ctx, tx, pool.loadBalancerId).projectId,
    before: toMember(before),
    after: toMember(after),
  });
  return after;
}
