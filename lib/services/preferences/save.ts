import { and, count, eq } from "drizzle-orm";
import { listPreferences } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { SaveListPreferencesInput } from "@/lib/model/list-preferences";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { parse } from "../parse";

const mostLists = 100;

/** Keeps how the caller sees a kind of list. It is nobody else's business: no role, no audit event, no generation. */
export function saveListPreferences(ctx: Context, raw: SaveListPreferencesInput): void {
  const { resource, preferences: value } = parse(SaveListPreferencesInput, raw);
  const userId = ctx.actor.id;
  if (value === null) {
    ctx.db
      .delete(listPreferences)
      .where(and(eq(listPreferences.userId, userId), eq(listPreferences.resource, resource)))
      .run();
    return;
  }
  const kept = ctx.db.select({ lists: count() }).from(listPreferences).where(eq(listPreferences.userId, userId)).get();
  if ((kept?.lists ?? 0) > mostLists) throw new ServiceError("invalid", { rule: rule("tooMany", { max: mostLists }) });
  ctx.db
    .insert(listPreferences)
    .values({ userId, resource, value })
    .onConflictDoUpdate({ target: [listPreferences.userId, listPreferences.resource], set: { value } })
    .run();
}
