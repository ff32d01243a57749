import { sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Values of the installation: `generation`, `installationId`, `region`, ... */
export const settings = sqliteTable("settings", {
  key: text().primaryKey(),
  value: text({ mode: "json" }).$type<unknown>().notNull(),
});
