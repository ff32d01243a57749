import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What has metrics: a small number for each object, which its points are stored under. */
export const metricObjects = sqliteTable("metric_objects", {
  ref: integer().primaryKey(),
  objectId: text("object_id").notNull().unique(),
  kind: text({ enum: ["loadbalancer", "listener", "pool", "member", "eip"] }).notNull(),
});

/**
 * One window of one object; `period` and `at` (its start) in minutes, of the epoch; `data` as lib/metrics writes it. A
 * minute that is missing is a gap. The table has no row ids: see its migration.
 */
export const metricPoints = sqliteTable(
  "metric_windows",
  {
    ref: integer().notNull(),
    period: integer().notNull(),
    at: integer().notNull(),
    data: blob({ mode: "buffer" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ref, table.period, table.at] })],
);

/**
 * How far each period has been rolled up, in minutes of the epoch: windows before `until` are whole. Between `until` and
 * `target` the objects up to `afterRef` are done. Period 1: `until` is the end of the newest minute.
 */
export const metricTiers = sqliteTable("metric_tiers", {
  period: integer().primaryKey(),
  until: integer().notNull(),
  target: integer().notNull(),
  afterRef: integer("after_ref").notNull(),
});
