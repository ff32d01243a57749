import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One minute of one object; `values` in the order of the wire protocol. A missing minute is a gap. */
export const metricPoints = sqliteTable(
  "metric_points",
  {
    objectId: text("object_id").notNull(),
    at: integer().notNull(),
    values: text({ mode: "json" }).$type<number[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.objectId, table.at] })],
);
