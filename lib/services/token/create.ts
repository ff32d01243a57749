import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { apiTokens, user } from "@/lib/db/schema";
import { type ApiToken, CreateApiTokenInput, mostTokens, type NewApiToken } from "@/lib/model/api-token";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField, ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireFittingProject } from "../user/fitting-project";
import { newTokenSecret, tokenHash } from "./secret";

const dayMs = 86_400_000;

/** Makes a token that may do no more than the user who makes it; its secret is told this once. */
export function createApiToken(ctx: Context, raw: CreateApiTokenInput): NewApiToken {
  return audited(ctx, { event: "create token", type: "token", input: raw }, () => {
    const { name, role, projectId, days } = parse(CreateApiTokenInput, raw);
    requireRole(ctx, role);
    if (projectId === null && ctx.actor.projectId !== null) throw new ServiceError("forbidden");
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const owner = tx.select({ id: user.id }).from(user).where(eq(user.id, ctx.actor.id)).get();
      // A token makes no tokens: whoever is asked for them should be a person.
      if (owner === undefined) throw new ServiceError("forbidden");
      requireFittingProject(ctx, tx, role, projectId);
      const mine = tx.select().from(apiTokens).where(eq(apiTokens.userId, owner.id)).all();
      if (mine.length >= mostTokens) throw new ServiceError("quota", { rule: rule("tooMany", { max: mostTokens }) });
      if (mine.some((token) => token.name === name)) throw invalidField("name", rule("nameInUse", { name }));
      const secret = newTokenSecret();
      const view: ApiToken = {
        id: randomUUID(),
        name,
        role,
        projectId,
        userId: owner.id,
        createdAt: at,
        expiresAt: days === null ? null : at + days * dayMs,
        lastUsedAt: null,
      };
      tx.insert(apiTokens)
        .values({ ...view, hash: tokenHash(secret) })
        .run();
      emitTrace(mutation, ctx, { event: "create token", resource: { type: "token", id: view.id, name }, after: view });
      return { view, secret };
    });
  });
}
