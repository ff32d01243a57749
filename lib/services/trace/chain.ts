import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { desc, gt, gte, lt, sql } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { settings, traces } from "@/lib/db/schema";
import type { ChainVerdict } from "@/lib/model/trace-chain";
import { readSetting } from "../settings";

type NewTrace = Omit<typeof traces.$inferInsert, "id" | "hash">;

/** Settings: the hash of the newest event, and of the last event before the oldest that is kept. */
export const headKey = "traceHead";
const startKey = "traceStart";
const pageRows = 500;

/** SHA-256, in hex, of the hash before and of everything that the event says. */
export function chainHash(before: string, event: ChainedRow): string {
  return createHash("sha256")
    .update(JSON.stringify([before, ...covered.map((key) => event[key] ?? null)]))
    .digest("hex");
}

const covered = [
  "id",
  "at",
  "event",
  "resourceType",
  "resourceId",
  "resourceName",
  "userId",
  "userName",
  "rating",
  "type",
  "sourceIp",
  "requestId",
  "projectId",
  "beforeText",
  "afterText",
  "message",
] as const;
type ChainedRow = Readonly<Record<(typeof covered)[number], string | number | null>>;

const textOf = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

/** Writes an event as the newest link of the chain. */
export function appendTrace(db: Reader, event: NewTrace): void {
  db.transaction((tx) => {
    const row = { ...event, id: randomUUID() };
    const before = kept(tx, headKey);
    const hash = chainHash(before, { ...row, beforeText: textOf(row.before), afterText: textOf(row.after) });
    tx.insert(traces)
      .values({ ...row, hash })
      .run();
    keep(tx, headKey, hash);
  });
}

/** Removes the oldest events up to the first that is not older than `at` (ms); the chain then begins after them. */
export function expireBefore(db: Reader, at: number): void {
  db.transaction((tx) => {
    const rowid = sql<number>`rowid`;
    const first = tx.select({ rowid }).from(traces).where(gte(traces.at, at)).orderBy(rowid).limit(1).get();
    const expired = first === undefined ? undefined : lt(rowid, first.rowid);
    const last = tx.select({ hash: traces.hash }).from(traces).where(expired).orderBy(desc(rowid)).limit(1).get();
    if (last === undefined) return;
    tx.delete(traces).where(expired).run();
    if (last.hash !== "") keep(tx, startKey, last.hash);
  });
}

/**
 * Walks the chain from the oldest event on. An event that was changed, put in between or taken out breaks it there;
 * the newest ones that were taken out are noticed by the head that is kept beside them.
 */
export async function verifyTraces(db: Reader): Promise<ChainVerdict> {
  let hash = kept(db, startKey);
  let [events, unchained, after] = [0, 0, -1];
  for (;;) {
    const rows = pageAfter(db, after);
    for (const { rowid, ...row } of rows) {
      after = rowid;
      if (row.hash === "" && events === 0) {
        unchained += 1;
        continue;
      }
      hash = chainHash(hash, row);
      if (hash !== row.hash)
        return { events, unchained, head: hash, broken: { id: row.id, at: row.at, event: row.event } };
      events += 1;
    }
    if (rows.length < pageRows) break;
    await pause(0);
  }
  const isWhole = hash === kept(db, headKey);
  return { events, unchained, head: hash, broken: isWhole ? null : "end" };
}

function pageAfter(db: Reader, after: number) {
  return db
    .select({
      rowid: sql<number>`rowid`.as("row_number"),
      id: traces.id,
      at: traces.at,
      event: traces.event,
      resourceType: traces.resourceType,
      resourceId: traces.resourceId,
      resourceName: traces.resourceName,
      userId: traces.userId,
      userName: traces.userName,
      rating: traces.rating,
      type: traces.type,
      sourceIp: traces.sourceIp,
      requestId: traces.requestId,
      projectId: traces.projectId,
      beforeText: sql<string | null>`${traces.before}`.as("before_text"),
      afterText: sql<string | null>`${traces.after}`.as("after_text"),
      message: traces.message,
      hash: traces.hash,
    })
    .from(traces)
    .where(gt(sql`rowid`, after))
    .orderBy(sql`rowid`)
    .limit(pageRows)
    .all();
}

function keep(tx: Reader, key: string, value: string): void {
  tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
}

function kept(tx: Reader, key: string): string {
  const value = readSetting(tx, key);
  return typeof value === "string" ? value : "";
}
