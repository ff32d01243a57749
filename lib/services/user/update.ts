import { and, eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { account, session, user } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { UpdateUserInput, type UserView } from "@/lib/model/user";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFittingProject } from "./fitting-project";
import type { PasswordHasher } from "./hasher";
import { findUser, readUsers } from "./list";

/** Changes what somebody may do, or the password. Who is disabled, or has another password, is signed out at once. */
export async function updateUser(ctx: Context, raw: UpdateUserInput, hash: PasswordHasher): Promise<UserView> {
  const attempt = { event: "update user", type: "user", input: raw } as const;
  const input = audited(ctx, attempt, () => {
    requireRole(ctx, "admin");
    return parse(UpdateUserInput, raw);
  });
  const password = input.password === undefined ? undefined : await hash(input.password);
  return audited(ctx, attempt, () =>
    withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const { id, role, projectId, disabled } = input;
      const before = findUser(tx, id);
      requireFittingProject(ctx, tx, role ?? before.role, projectId === undefined ? before.projectId : projectId);
      if (id === ctx.actor.id && disabled === true) throw new ServiceError("conflict", { rule: rule("userIsYou") });
      const disabledAt = disabled === undefined ? undefined : disabled ? new Date(at) : null;
      tx.update(user)
        .set({
          updatedAt: new Date(at),
          ...(role === undefined ? {} : { role }),
          ...(projectId === undefined ? {} : { projectId }),
          ...(disabledAt === undefined ? {} : { disabledAt }),
        })
        .where(eq(user.id, id))
        .run();
      requireAdministrator(tx);
      if (password !== undefined) {
        tx.update(account)
          .set({ password, updatedAt: new Date(at) })
          .where(and(eq(account.userId, id), eq(account.providerId, "credential")))
          .run();
      }
      if (password !== undefined || disabled === true) tx.delete(session).where(eq(session.userId, id)).run();
      const after = findUser(tx, id);
      emitTrace(mutation, ctx, {
        event: "update user",
        resource: { type: "user", id, name: after.name },
        before,
        after: password === undefined ? after : { ...after, password: "" },
      });
      return after;
    }),
  );
}

/** Somebody must be left who may do everything. */
export function requireAdministrator(tx: Reader): void {
  const left = readUsers(tx).some(
    ({ role, disabled, projectId }) => role === "admin" && !disabled && projectId === null,
  );
  if (!left) throw new ServiceError("conflict", { rule: rule("lastAdministrator") });
}
