import { DrainMembersInput } from "@/lib/model/member";
import { type Context, requireRole } from "../context";
import { findMember } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { modifyMember } from "./modify";

/** Takes servers out of the rotation without breaking their sessions, or puts them back (AL-02). */
export function drainMembers(ctx: Context, raw: DrainMembersInput): void {
  audited(ctx, { event: "update backend ecs", type: "member", input: raw }, () => {
    requireRole(ctx, "operator");
    const { poolId, ids, sessionsS } = parse(DrainMembersInput, raw);
    withTransaction(ctx, (mutation) => {
      const drainUntil = sessionsS === null ? null : mutation.at + sessionsS * 1000;
      for (const id of new Set(ids)) {
        const { row, pool } = findMember(ctx, mutation.tx, poolId, id);
        modifyMember(ctx, mutation, pool, row, { drainUntil });
      }
    });
  });
}
