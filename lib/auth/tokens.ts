import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { apiTokens } from "@/lib/db/schema";
import { type Actor, type Role, roles } from "@/lib/services/context";

/** Ms between two notes of when a token was last used. */
const noteMs = 60_000;

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function storeToken(
  db: Db,
  token: string,
  fields: { name: string; role: Role; projectId: string | null },
): void {
  db.insert(apiTokens)
    .values({ ...fields, id: randomUUID(), hash: hashOf(token), createdAt: Date.now() })
    .onConflictDoNothing()
    .run();
}

export function hasTokenNamed(db: Db, name: string): boolean {
  return db.select().from(apiTokens).where(eq(apiTokens.name, name)).get() !== undefined;
}

/** Who a token stands for, or null when it is unknown. */
export function findTokenActor(db: Db, token: string): Actor | null {
  const row = db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.hash, hashOf(token)))
    .get();
  if (row === undefined) return null;
  const now = Date.now();
  if (row.lastUsedAt === null || now - row.lastUsedAt > noteMs) {
    db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, row.id)).run();
  }
  const role = roles.find((known) => known === row.role) ?? "observer";
  return { id: row.id, name: `token:${row.name}`, role, projectId: row.projectId };
}
