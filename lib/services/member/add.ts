import { toMember } from "@/lib/db/mappers";
import { AddMembersInput, type Member } from "@/lib/model/member";
import { type Context, requireRole } from "../context";
import { findPool } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertMembers } from "./insert";

/** Adds servers to a group (BS-06): all of them, or none. */
export function addMembers(ctx: Context, raw: AddMembersInput): Member[] {
  return audited(ctx, { event: "add backend ecs", type: "member", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(AddMembersInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { row } = findPool(ctx, mutation.tx, input.poolId);
      return insertMembers(ctx, mutation, row, input.members).map(toMember);
    });
  });
}
