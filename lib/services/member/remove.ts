import { RemoveMembersInput } from "@/lib/model/member";
import { type Context, requireRole } from "../context";
import { findMember } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { dropMember } from "./drop";

/** Removes one or many servers from a group (BS-08). */
export function removeMembers(ctx: Context, raw: RemoveMembersInput): void {
  audited(ctx, { event: "remove backend ecs", type: "member", input: raw }, () => {
    requireRole(ctx, "operator");
    const { poolId, ids } = parse(RemoveMembersInput, raw);
    withTransaction(ctx, (mutation) => {
      for (const id of new Set(ids)) {
        const { row, pool } = findMember(ctx, mutation.tx, poolId, id);
        dropMember(ctx, mutation, pool, row);
      }
    });
  });
}
