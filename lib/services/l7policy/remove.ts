import { eq } from "drizzle-orm";
import { type L7PolicyRow, toL7Policy } from "@/lib/db/mappers";
import { l7Policies, l7Rules } from "@/lib/db/schema";
import type { Context } from "../context";
import { removeRule } from "../l7rule/remove";
import { emitTrace, type Mutation } from "../mutation";

/** Deletes a policy with its rules inside a transaction. */
export function removePolicy(ctx: Context, mutation: Mutation, policy: L7PolicyRow, projectId: string): void {
  for (const row of mutation.tx.select().from(l7Rules).where(eq(l7Rules.policyId, policy.id)).all()) {
    removeRule(ctx, mutation, row, projectId);
  }
  mutation.tx.delete(l7Policies).where(eq(l7Policies.id, policy.id)).run();
  emitTrace(mutation, ctx, {
    event: "delete forwarding policy",
    resource: { type: "l7policy", id: policy.id, name: policy.name },
    projectId,
    before: toL7Policy(policy),
  });
}
