import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { L7PolicyAction } from "@/lib/model/l7policy";
import type { L7RuleCompareType, L7RuleType } from "@/lib/model/l7rule";
import { listeners } from "./listeners";
import { pools } from "./pools";

export const l7Policies = sqliteTable(
  "l7_policies",
  {
    id: text().primaryKey(),
    listenerId: text("listener_id")
      .notNull()
      .references(() => listeners.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text().notNull(),
    action: text().$type<L7PolicyAction>().notNull(),
    redirectPoolId: text("redirect_pool_id").references(() => pools.id),
    redirectListenerId: text("redirect_listener_id").references(() => listeners.id),
    redirectUrl: text("redirect_url"),
    redirectPrefix: text("redirect_prefix"),
    redirectHttpCode: integer("redirect_http_code"),
    position: integer().notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
    generation: integer().notNull(),
  },
  (table) => [
    index("l7_policies_listener").on(table.listenerId),
    index("l7_policies_pool").on(table.redirectPoolId),
    index("l7_policies_redirect_listener").on(table.redirectListenerId),
  ],
);

export const l7Rules = sqliteTable(
  "l7_rules",
  {
    id: text().primaryKey(),
    policyId: text("policy_id")
      .notNull()
      .references(() => l7Policies.id, { onDelete: "cascade" }),
    type: text().$type<L7RuleType>().notNull(),
    compareType: text("compare_type").$type<L7RuleCompareType>().notNull(),
    key: text(),
    value: text().notNull(),
    invert: integer({ mode: "boolean" }).notNull(),
    anchored: integer({ mode: "boolean" }).notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
  },
  (table) => [index("l7_rules_policy").on(table.policyId)],
);
