import { lt, lte, sql } from "drizzle-orm";
import * as z from "zod";
import type { Reader } from "@/lib/db/client";
import { configurationChanges, configurationGenerations, settings } from "@/lib/db/schema";
import { defaultKeptDays, KeptDays } from "@/lib/model/configuration";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { readSetting } from "../settings";
import { readPending } from "./confirmation";

const key = "keptDays";
const dayMs = 86_400_000;
/** Generations that are kept at most, whatever their age: keepers and scripts may make very many. */
export const mostGenerations = 20_000;

/** Days for which operations and generations are kept. */
export function readKeptDays(tx: Reader): number {
  const value = readSetting(tx, key);
  return typeof value === "number" ? value : defaultKeptDays;
}

export function setKeptDays(ctx: Context, raw: { days: number }): number {
  return audited(ctx, { event: "update audit settings", type: "auditsettings", input: raw }, () => {
    requireRole(ctx, "admin");
    const { days } = parse(z.object({ days: KeptDays }), raw);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = readKeptDays(tx);
      tx.insert(settings)
        .values({ key, value: days })
        .onConflictDoUpdate({ target: settings.key, set: { value: days } })
        .run();
      emitTrace(mutation, ctx, {
        event: "update audit settings",
        resource: { type: "auditsettings", id: key, name: "" },
        before: { keptDays: before },
        after: { keptDays: days },
      });
    });
    return days;
  });
}

/** Forgets generations that are too old or too many; one that waits to be confirmed can still be undone. */
export function expireGenerations(db: Reader, now: number, most = mostGenerations): void {
  const newestOld = db
    .select({ generation: sql<number | null>`max(${configurationGenerations.generation})` })
    .from(configurationGenerations)
    .where(lt(configurationGenerations.at, now - readKeptDays(db) * dayMs))
    .get()?.generation;
  const newest = db
    .select({ generation: sql<number | null>`max(${configurationGenerations.generation})` })
    .from(configurationGenerations)
    .get()?.generation;
  const last = Math.min(
    Math.max(newestOld ?? -1, (newest ?? 0) - most),
    readPending(db)?.previous ?? Number.MAX_SAFE_INTEGER,
  );
  if (last < 0) return;
  db.delete(configurationChanges).where(lte(configurationChanges.generation, last)).run();
  db.delete(configurationGenerations).where(lte(configurationGenerations.generation, last)).run();
}

export function readKept(ctx: Context): number {
  return readKeptDays(ctx.db);
}
