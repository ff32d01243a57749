import { eq } from "drizzle-orm";
import { user } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { findUser } from "./list";
import { requireAdministrator } from "./update";

/** Deletes somebody else, with sessions and API tokens. */
export function deleteUser(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete user", type: "user", input: { id } }, () => {
    requireRole(ctx, "admin");
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findUser(tx, id);
      if (id === ctx.actor.id) throw new ServiceError("conflict", { rule: rule("userIsYou") });
      tx.delete(user).where(eq(user.id, id)).run();
      requireAdministrator(tx);
      emitTrace(mutation, ctx, { event: "delete user", resource: { type: "user", id, name: before.name }, before });
    });
  });
}
