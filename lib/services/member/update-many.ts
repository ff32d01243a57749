import { UpdateMembersInput } from "@/lib/model/member";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findMember } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { modifyMember } from "./modify";

/** Changes weights and switches of several servers of a group (AL-07): all of them, or none. */
export function updateMembers(ctx: Context, raw: UpdateMembersInput): void {
  audited(ctx, { event: "update backend ecs", type: "member", input: raw }, () => {
    requireRole(ctx, "operator");
    const { poolId, members } = parse(UpdateMembersInput, raw);
    withTransaction(ctx, (mutation) => {
      for (const { id, ...changes } of members) {
        const { row, pool } = findMember(ctx, mutation.tx, poolId, id);
        modifyMember(ctx, mutation, pool, row, defined(changes));
      }
    });
  });
}
