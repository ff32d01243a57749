import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ListPreferences } from "@/lib/model/list-preferences";
import { user } from "./auth";

/** How a user sees each kind of list. */
export const listPreferences = sqliteTable(
  "list_preferences",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** Kind of list, such as `loadbalancer`. */
    resource: text().notNull(),
    value: text({ mode: "json" }).$type<ListPreferences>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.resource] })],
);
