import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ScalingError, ScalingSource } from "@/lib/model/scaling-group";
import { pools } from "./pools";

export const scalingGroups = sqliteTable(
  "scaling_groups",
  {
    id: text().primaryKey(),
    projectId: text("project_id").notNull(),
    name: text().notNull(),
    description: text().notNull(),
    source: text().$type<ScalingSource>().notNull(),
    dnsName: text("dns_name").notNull(),
    nameServers: text("name_servers", { mode: "json" }).$type<string[]>().notNull(),
    intervalS: integer("interval_s").notNull(),
    drainS: integer("drain_s").notNull(),
    resolvedAt: integer("resolved_at"),
    error: text({ mode: "json" }).$type<ScalingError>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
  },
  (table) => [index("scaling_groups_project").on(table.projectId)],
);

const ofGroup = () =>
  text("scaling_group_id")
    .notNull()
    .references(() => scalingGroups.id, { onDelete: "cascade" });

export const scalingInstances = sqliteTable(
  "scaling_instances",
  {
    id: text().primaryKey(),
    scalingGroupId: ofGroup(),
    name: text().notNull(),
    address: text().notNull(),
    port: integer(),
    leavesAt: integer("leaves_at"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("scaling_instances_group").on(table.scalingGroupId)],
);

export const scalingLinks = sqliteTable(
  "scaling_links",
  {
    id: text().primaryKey(),
    scalingGroupId: ofGroup(),
    poolId: text("pool_id")
      .notNull()
      .references(() => pools.id, { onDelete: "cascade" }),
    port: integer(),
    weight: integer().notNull(),
    refusal: text(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [uniqueIndex("scaling_links_place").on(table.scalingGroupId, table.poolId, table.port)],
);
