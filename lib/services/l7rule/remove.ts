import { eq } from "drizzle-orm";
import type { L7RuleRow } from "@/lib/db/mappers";
import { l7Rules } from "@/lib/db/schema";
import type { Context } from "../context";
import { emitTrace, type Mutation } from "../mutation";

/** Deletes a rule inside a transaction. */
export function removeRule(ctx: Context, mutation: Mutation, row: L7RuleRow, projectId: string): void {
  mutation.tx.delete(l7Rules).where(eq(l7Rules.id, row.id)).run();
  emitTrace(mutation, ctx, {
    event: "delete forwarding rule",
    resource: { type: "l7rule", id: row.id, name: "" },
    projectId,
    before: row,
  });
}
