import "server-only";
import { chmodSync, closeSync, openSync } from "node:fs";
import path from "node:path";
import type { RunResult } from "better-sqlite3";
import Database from "better-sqlite3";
import { getTableName } from "drizzle-orm";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { watchRows } from "./changed-rows";
import { recordingTriggers } from "./configuration-tables";
import { privateDirectory } from "./data-directory";
import * as schema from "./schema";
import { seed } from "./seed";

export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };
/** The database or a transaction of it. */
export type Reader = BaseSQLiteDatabase<"sync", RunResult, typeof schema>;

/** Whose rows are kept in memory: see lib/services/topology. */
const watchedTables = [
  schema.loadBalancers,
  schema.listeners,
  schema.pools,
  schema.members,
  schema.healthMonitors,
  schema.l7Policies,
  schema.l7Rules,
  schema.eips,
].map((table) => getTableName(table));

/** Opens, migrates and seeds `directory`/evenkeel.db; safe to repeat. */
export function openDatabase(directory: string): Db {
  chmodSync(directory, 0o700);
  const file = path.join(directory, "evenkeel.db");
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const client = new Database(file);
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = NORMAL");
  client.pragma("busy_timeout = 5000");
  client.pragma("foreign_keys = ON");
  const db = drizzle(client, { schema });
  migrate(db, { migrationsFolder: path.join(/* turbopackIgnore: true */ process.cwd(), "drizzle") });
  seed(db);
  watchRows(client, watchedTables);
  for (const trigger of recordingTriggers()) client.exec(trigger);
  return db;
}

const holder = globalThis as { evenkeelDatabase?: Db };

/** The installation's database, opened at the first call; one for all of Next's bundles. */
export function getDatabase(): Db {
  holder.evenkeelDatabase ??= openDatabase(privateDirectory());
  return holder.evenkeelDatabase;
}
