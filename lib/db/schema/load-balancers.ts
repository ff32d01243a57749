import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Tag } from "@/lib/model/tag";
import { subnets, vpcs } from "./networks";
import { projects } from "./projects";

export const loadBalancers = sqliteTable(
  "load_balancers",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    vpcId: text("vpc_id")
      .notNull()
      .references(() => vpcs.id),
    subnetId: text("subnet_id")
      .notNull()
      .references(() => subnets.id),
    vipPortId: text("vip_port_id").notNull().unique(),
    /** Unique over all subnets: an address is a real one of this host. */
    vipAddress: text("vip_address").notNull().unique(),
    enabled: integer({ mode: "boolean" }).notNull(),
    tags: text({ mode: "json" }).$type<Tag[]>().notNull(),
    deletionProtection: integer("deletion_protection", { mode: "boolean" }).notNull().default(false),
    modificationProtection: integer("modification_protection", { mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
    generation: integer().notNull(),
  },
  (table) => [index("load_balancers_project").on(table.projectId)],
);
