import { eq } from "drizzle-orm";
import type { MemberRow } from "@/lib/db/mappers";
import { members } from "@/lib/db/schema";
import { SetMembersInput } from "@/lib/model/member";
import { type Context, requireRole } from "../context";
import { findPool } from "../find";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { dropMember } from "./drop";
import { insertMembers } from "./insert";
import { modifyMember } from "./modify";

/** Makes a group's servers those of the list, told apart by address and port (Octavia's batch update); those of scaling groups stay. */
export function setAllMembers(ctx: Context, raw: SetMembersInput): void {
  audited(ctx, { event: "update backend ecs", type: "member", input: raw }, () => {
    requireRole(ctx, "operator");
    const { poolId, members: wanted, additiveOnly } = parse(SetMembersInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row: pool } = findPool(ctx, mutation.tx, poolId);
      const existing = rowsOf(mutation, poolId);
      const added = [];
      const kept = new Set<string>();
      for (const member of wanted) {
        const row = existing.find((other) => other.address === member.address && other.port === member.port);
        if (row === undefined || kept.has(row.id)) {
          added.push(member);
          continue;
        }
        kept.add(row.id);
        const { name, weight, enabled, monitorAddress, monitorPort, tags } = member;
        modifyMember(ctx, mutation, pool, row, { name, weight, enabled, monitorAddress, monitorPort, tags });
      }
      if (!additiveOnly) {
        for (const row of existing)
          if (!kept.has(row.id) && row.scalingGroupId === null) dropMember(ctx, mutation, pool, row);
      }
      insertMembers(ctx, mutation, pool, added);
    });
  });
}

function rowsOf({ tx }: Mutation, poolId: string): MemberRow[] {
  return tx.select().from(members).where(eq(members.poolId, poolId)).all();
}
