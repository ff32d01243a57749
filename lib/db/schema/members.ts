import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { pools } from "./pools";
import { scalingGroups } from "./scaling-groups";
import { servers } from "./servers";

export const members = sqliteTable(
  "members",
  {
    id: text().primaryKey(),
    poolId: text("pool_id")
      .notNull()
      .references(() => pools.id),
    serverId: text("server_id").references(() => servers.id, { onDelete: "set null" }),
    name: text().notNull(),
    address: text().notNull(),
    port: integer().notNull(),
    weight: integer().notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    monitorAddress: text("monitor_address"),
    monitorPort: integer("monitor_port"),
    /** Ms of the epoch, see lib/model/member; null: not draining. */
    drainUntil: integer("drain_until"),
    scalingGroupId: text("scaling_group_id").references(() => scalingGroups.id),
    /** Its drain ends in its removal. */
    scalingLeaving: integer("scaling_leaving", { mode: "boolean" }).notNull().default(false),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
    generation: integer().notNull(),
  },
  (table) => [
    uniqueIndex("members_place").on(table.poolId, table.address, table.port),
    index("members_scaling_group").on(table.scalingGroupId),
  ],
);
