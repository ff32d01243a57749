import { toMember } from "@/lib/db/mappers";
import { type Member, UpdateMemberInput } from "@/lib/model/member";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findMember } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { modifyMember } from "./modify";

/** Changes weight, name or probe of a server (AL-07); its address and port stay. */
export function updateMember(ctx: Context, raw: UpdateMemberInput): Member {
  return audited(ctx, { event: "update backend ecs", type: "member", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, poolId, ...input } = parse(UpdateMemberInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { row, pool } = findMember(ctx, mutation.tx, poolId, id);
      return toMember(modifyMember(ctx, mutation, pool, row, defined(input)));
    });
  });
}
