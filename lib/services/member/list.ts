import type { MemberView } from "@/lib/model/member";
import type { Context } from "../context";
import { findMember, findPool } from "../find";
import { topologyOf } from "../topology/scope";
import { memberView } from "../topology/views";

/** Servers of a group with their live health, in order of creation. */
export function listMembers(ctx: Context, poolId: string): MemberView[] {
  const { row } = findPool(ctx, ctx.db, poolId);
  const topology = topologyOf(ctx, [row.loadBalancerId]);
  return (topology.membersOf.get(poolId) ?? []).map((member) => memberView(ctx.engine, topology, member));
}

export function getMember(ctx: Context, poolId: string, id: string): MemberView {
  const { row, parent } = findMember(ctx, ctx.db, poolId, id);
  return memberView(ctx.engine, topologyOf(ctx, [parent.id]), row);
}
