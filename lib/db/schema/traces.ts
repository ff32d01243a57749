import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TraceEvent, TraceRating, TraceType } from "@/lib/model/trace";

/** Audit log. No foreign keys: a trace outlives what it tells of. */
export const traces = sqliteTable(
  "traces",
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    event: text().$type<TraceEvent>().notNull(),
    resourceType: text("resource_type").notNull(),
    resourceId: text("resource_id").notNull(),
    resourceName: text("resource_name").notNull(),
    userId: text("user_id").notNull(),
    userName: text("user_name").notNull(),
    rating: text().$type<TraceRating>().notNull(),
    type: text().$type<TraceType>().notNull(),
    sourceIp: text("source_ip").notNull(),
    requestId: text("request_id").notNull(),
    projectId: text("project_id").notNull(),
    before: text({ mode: "json" }).$type<unknown>(),
    after: text({ mode: "json" }).$type<unknown>(),
    message: text().notNull(),
    /** {@link chainHash} of this event and all before it; empty for events older than the chain. */
    hash: text().notNull().default(""),
  },
  (table) => [index("traces_at").on(table.at), index("traces_resource").on(table.resourceId)],
);
