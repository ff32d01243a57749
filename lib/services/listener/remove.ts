import { eq } from "drizzle-orm";
import { type ListenerRow, toListener } from "@/lib/db/mappers";
import { listeners } from "@/lib/db/schema";
import type { Context } from "../context";
import { emitTrace, type Mutation } from "../mutation";

/** Deletes one listener row inside a transaction; its group is the caller's business. */
export function removeListener(ctx: Context, mutation: Mutation, row: ListenerRow, projectId: string): void {
  mutation.tx.delete(listeners).where(eq(listeners.id, row.id)).run();
  emitTrace(mutation, ctx, {
    event: "delete listener",
    resource: { type: "listener", id: row.id, name: row.name },
    projectId,
    before: toListener(row),
  });
}
