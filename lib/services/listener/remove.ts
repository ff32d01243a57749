import { eq } from "drizzle-orm";
import { type ListenerRow, toListener } from "@/lib/db/mappers";
import { l7Policies, listeners } from "@/lib/db/schema";
import type { Context } from "../context";
import { removePolicy } from "../l7policy/remove";
import { emitTrace, type Mutation } from "../mutation";

/** Deletes one listener row with its policies inside a transaction; its group is the caller's business. */
export function removeListener(ctx: Context, mutation: Mutation, row: ListenerRow, projectId: string): void {
  for (const policy of mutation.tx.select().from(l7Policies).where(eq(l7Policies.listenerId, row.id)).all()) {
    removePolicy(ctx, mutation, policy, projectId);
  }
  mutation.tx.delete(listeners).where(eq(listeners.id, row.id)).run();
  emitTrace(mutation, ctx, {
    event: "delete listener",
    resource: { type: "listener", id: row.id, name: row.name },
    projectId,
    before: toListener(row),
  });
}
