import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { account, user } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { CreateUserInput, mostUsers, type UserView } from "@/lib/model/user";
import { type Context, requireRole } from "../context";
import { invalidField, ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFittingProject } from "./fitting-project";
import type { PasswordHasher } from "./hasher";
import { findUser, readUsers } from "./list";

/** Makes somebody who may sign in by name and password. */
export async function createUser(ctx: Context, raw: CreateUserInput, hash: PasswordHasher): Promise<UserView> {
  const attempt = { event: "create user", type: "user", input: raw } as const;
  const input = audited(ctx, attempt, () => {
    requireRole(ctx, "admin");
    return parse(CreateUserInput, raw);
  });
  const password = await hash(input.password);
  return audited(ctx, attempt, () =>
    withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const { name, role, projectId } = input;
      requireFittingProject(ctx, tx, role, projectId);
      if (readUsers(tx).length >= mostUsers)
        throw new ServiceError("quota", { rule: rule("tooMany", { max: mostUsers }) });
      if (tx.select().from(user).where(eq(user.username, name)).get() !== undefined)
        throw invalidField("name", rule("nameInUse", { name }));
      const id = randomUUID();
      const times = { createdAt: new Date(at), updatedAt: new Date(at) };
      // The address is synthetic: nothing is ever sent to it.
      const identity = { name, username: name, displayUsername: name, email: `${name}@evenkeel.invalid` };
      tx.insert(user)
        .values({ ...identity, ...times, id, emailVerified: true, role, projectId })
        .run();
      tx.insert(account)
        .values({ ...times, id: randomUUID(), accountId: id, userId: id, providerId: "credential", password })
        .run();
      const after = findUser(tx, id);
      emitTrace(mutation, ctx, { event: "create user", resource: { type: "user", id, name }, after });
      return after;
    }),
  );
}
