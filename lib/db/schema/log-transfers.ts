import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TransferTarget } from "@/lib/model/log-transfer";
import { logStreams } from "./access-logs";

export const logTransfers = sqliteTable(
  "log_transfers",
  {
    id: text().primaryKey(),
    streamId: text("stream_id")
      .notNull()
      .references(() => logStreams.id, { onDelete: "cascade" }),
    target: text({ mode: "json" }).$type<TransferTarget>().notNull(),
    /** Of the target, under the installation's key; empty: it has none. */
    sealedSecret: text("sealed_secret").notNull(),
    path: text().notNull(),
    prefix: text().notNull(),
    gzip: integer({ mode: "boolean" }).notNull(),
    periodMinutes: integer("period_minutes").notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    createdAt: integer("created_at").notNull(),
    doneUntil: integer("done_until").notNull(),
    objects: integer().notNull().default(0),
    bytes: integer().notNull().default(0),
    lastObject: text("last_object").notNull().default(""),
    lastAt: integer("last_at"),
    lastError: text("last_error").notNull().default(""),
    failures: integer().notNull().default(0),
    nextTryAt: integer("next_try_at").notNull().default(0),
  },
  (table) => [index("log_transfers_stream").on(table.streamId)],
);
