import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const projects = sqliteTable("projects", {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  description: text().notNull().default(""),
  createdAt: integer("created_at").notNull(),
});

/** Limits that differ from the defaults of lib/model/project; -1 is without limit. */
export const quotas = sqliteTable(
  "quotas",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    resource: text().notNull(),
    limit: integer("max_count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.resource] })],
);
