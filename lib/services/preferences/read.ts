import { eq } from "drizzle-orm";
import { listPreferences } from "@/lib/db/schema";
import type { ListPreferences } from "@/lib/model/list-preferences";
import type { Context } from "../context";

/** By kind of list, those that the caller has changed. */
export function readListPreferences(ctx: Context): Record<string, ListPreferences> {
  const rows = ctx.db.select().from(listPreferences).where(eq(listPreferences.userId, ctx.actor.id)).all();
  return Object.fromEntries(rows.map(({ resource, value }) => [resource, value]));
}
