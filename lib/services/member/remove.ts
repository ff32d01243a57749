import { eq } from "drizzle-orm";
import type { MemberRow } from "@/lib/db/mappers";
import { scalingGroups } from "@/lib/db/schema";
import { RemoveMembersInput } from "@/lib/model/member";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findMember } from "../find";
import { audited, type Mutation, withTransaction } from "../mutation";
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
        requireNotScaling(mutation, row);
        dropMember(ctx, mutation, pool, row);
      }
    });
  });
}

/** What a scaling group added leaves with its instance, or it would come back at once. */
function requireNotScaling({ tx }: Mutation, { scalingGroupId }: MemberRow): void {
  if (scalingGroupId === null) return;
  const group = tx.select().from(scalingGroups).where(eq(scalingGroups.id, scalingGroupId)).get();
  throw new ServiceError("conflict", { rule: rule("memberOfScalingGroup", { name: group?.name ?? scalingGroupId }) });
}
