import { eq } from "drizzle-orm";
import { apiTokens } from "@/lib/db/schema";
import { type Context, requireRole } from "../context";
import { notFound } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";

/** Takes a token back: what comes with it from now on is nobody's. Those of others are an administrator's. */
export function deleteApiToken(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete token", type: "token", input: { id } }, () => {
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const found = tx.select().from(apiTokens).where(eq(apiTokens.id, id)).get();
      if (found === undefined) throw notFound("token", id);
      if (found.userId !== ctx.actor.id) requireRole(ctx, "admin");
      tx.delete(apiTokens).where(eq(apiTokens.id, id)).run();
      const { hash: _, ...before } = found;
      emitTrace(mutation, ctx, { event: "delete token", resource: { type: "token", id, name: found.name }, before });
    });
  });
}
