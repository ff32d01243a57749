import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { apiTokens, user } from "@/lib/db/schema";
import { type Actor, type Role, roles } from "@/lib/services/context";
import { tokenHash } from "@/lib/services/token/secret";

/** Ms between two notes of when a token was last used. */
const noteMs = 60_000;

export function storeToken(
  db: Db,
  token: string,
  fields: { name: string; role: Role; projectId: string | null },
): void {
  db.insert(apiTokens)
    .values({ ...fields, id: randomUUID(), hash: tokenHash(token), createdAt: Date.now() })
    .onConflictDoNothing()
    .run();
}

export function hasTokenNamed(db: Db, name: string): boolean {
  return db.select().from(apiTokens).where(eq(apiTokens.name, name)).get() !== undefined;
}

/** Who a token stands for, or null when it is unknown or over. Never more than its user may do now. */
export function findTokenActor(db: Db, secret: string): Actor | null {
  const found = db
    .select({ token: apiTokens, user })
    .from(apiTokens)
    .leftJoin(user, eq(user.id, apiTokens.userId))
    .where(eq(apiTokens.hash, tokenHash(secret)))
    .get();
  if (found === undefined) return null;
  const { token, user: owner } = found;
  const now = Date.now();
  if (token.expiresAt !== null && token.expiresAt <= now) return null;
  if (token.lastUsedAt === null || now - token.lastUsedAt > noteMs) {
    db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, token.id)).run();
  }
  if (owner !== null && owner.disabledAt !== null) return null;
  const rank = Math.min(rankOf(token.role), owner === null ? roles.length - 1 : rankOf(owner.role));
  return {
    id: token.id,
    name: `token:${token.name}`,
    role: roles[rank] as Role,
    projectId: owner?.projectId ?? token.projectId,
  };
}

function rankOf(role: string): number {
  return Math.max(
    0,
    roles.findIndex((known) => known === role),
  );
}
