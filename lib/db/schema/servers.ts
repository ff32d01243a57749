import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { loadBalancers } from "./load-balancers";

/** Inventory of backend servers that groups may tick. */
export const servers = sqliteTable("servers", {
  id: text().primaryKey(),
  name: text().notNull(),
  address: text().notNull().unique(),
  zone: text().notNull().default(""),
  createdAt: integer("created_at").notNull(),
});

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
