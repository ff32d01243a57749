import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TraceType } from "@/lib/model/trace";

/** Each generation of the desired state: who made it, when, and by which operation. */
export const configurationGenerations = sqliteTable(
  "configuration_generations",
  {
    generation: integer().primaryKey(),
    at: integer().notNull(),
    userId: text("user_id").notNull(),
    userName: text("user_name").notNull(),
    type: text().$type<TraceType>().notNull(),
    sourceIp: text("source_ip").notNull(),
    requestId: text("request_id").notNull(),
    /** Name of its first event in the audit; empty: it has none. */
    event: text().notNull(),
    resourceType: text("resource_type").notNull(),
    resourceId: text("resource_id").notNull(),
    resourceName: text("resource_name").notNull(),
    /** Objects that it made, changed or deleted. */
    changes: integer().notNull(),
  },
  (table) => [index("configuration_generations_at").on(table.at)],
);

/** Each row that a generation changed, as it was and as it became; null: it was not there. JSON of stored values. */
export const configurationChanges = sqliteTable(
  "configuration_changes",
  {
    generation: integer().notNull(),
    section: text().notNull(),
    rowId: text("row_id").notNull(),
    before: text(),
    after: text(),
  },
  (table) => [
    primaryKey({ columns: [table.generation, table.section, table.rowId] }),
    index("configuration_changes_row").on(table.section, table.rowId),
  ],
);
