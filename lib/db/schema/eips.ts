import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { loadBalancers } from "./load-balancers";
import { projects } from "./projects";

export const eips = sqliteTable("eips", {
  id: text().primaryKey(),
  address: text().notNull().unique(),
  externalAddress: text("external_address"),
  bandwidthMbps: integer("bandwidth_mbps").notNull(),
  projectId: text("project_id")
    .notNull()
    .references(() => projects.id),
  /** One EIP a load balancer, and the other way round. */
  loadBalancerId: text("load_balancer_id")
    .unique()
    .references(() => loadBalancers.id, { onDelete: "set null" }),
  createdAt: integer("created_at").notNull(),
});
