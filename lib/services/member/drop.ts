import { eq } from "drizzle-orm";
import { type MemberRow, type PoolRow, toMember } from "@/lib/db/mappers";
import { members } from "@/lib/db/schema";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { emitTrace, type Mutation } from "../mutation";
import { touchPool } from "../touch";
import { memberName } from "./name";

/** Takes one server out of its group inside a transaction; the server itself is unaffected (BS-08). */
export function dropMember(ctx: Context, mutation: Mutation, pool: PoolRow, row: MemberRow): void {
  mutation.tx.delete(members).where(eq(members.id, row.id)).run();
  touchPool(mutation, pool);
  emitTrace(mutation, ctx, {
    event: "remove backend ecs",
    resource: { type: "member", id: row.id, name: memberName(row) },
    projectId: findLoadBalancer(ctx, mutation.tx, pool.loadBalancerId).projectId,
    before: toMember(row),
  });
}
