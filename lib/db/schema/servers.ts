import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Tag } from "@/lib/model/tag";
import { loadBalancers } from "./load-balancers";

/** Inventory of backend servers that groups may tick. */
export const servers = sqliteTable(
  "servers",
  {
    id: text().primaryKey(),
    projectId: text("project_id").notNull().default(""),
    name: text().notNull(),
    address: text().notNull(),
    zone: text().notNull().default(""),
    tags: text({ mode: "json" }).$type<Tag[]>().notNull().default([]),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
  },
  (table) => [uniqueIndex("servers_place").on(table.projectId, table.address)],
);

/** Small HTTP servers that the engine runs for the sample. */
export const demoServers = sqliteTable("demo_servers", {
  id: text().primaryKey(),
  name: text().notNull(),
  address: text().notNull(),
  port: integer().notNull(),
  loadBalancerId: text("load_balancer_id")
    .notNull()
    .references(() => loadBalancers.id, { onDelete: "cascade" }),
});
