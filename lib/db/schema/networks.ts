import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const vpcs = sqliteTable("vpcs", {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  cidr: text().notNull(),
  description: text().notNull().default(""),
  createdAt: integer("created_at").notNull(),
});

export const subnets = sqliteTable(
  "subnets",
  {
    id: text().primaryKey(),
    vpcId: text("vpc_id")
      .notNull()
      .references(() => vpcs.id),
    name: text().notNull(),
    cidr: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("subnets_vpc").on(table.vpcId)],
);

/** Ranges from which EIPs are given. */
export const eipPools = sqliteTable("eip_pools", {
  id: text().primaryKey(),
  cidr: text().notNull().unique(),
  createdAt: integer("created_at").notNull(),
});
