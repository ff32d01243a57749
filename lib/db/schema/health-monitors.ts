import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { HealthMonitor, HealthMonitorType } from "@/lib/model/healthmonitor";
import { pools } from "./pools";

export const healthMonitors = sqliteTable("health_monitors", {
  id: text().primaryKey(),
  /** One health monitor a pool. */
  poolId: text("pool_id")
    .notNull()
    .unique()
    .references(() => pools.id),
  name: text().notNull(),
  type: text().$type<HealthMonitorType>().notNull(),
  enabled: integer({ mode: "boolean" }).notNull(),
  intervalS: integer("interval_s").notNull(),
  timeoutS: integer("timeout_s").notNull(),
  maxRetriesDown: integer("max_retries_down").notNull(),
  maxRetries: integer("max_retries").notNull(),
  port: integer(),
  domainName: text("domain_name").notNull(),
  urlPath: text("url_path").notNull(),
  httpMethod: text("http_method").$type<HealthMonitor["httpMethod"]>().notNull(),
  expectedCodes: text("expected_codes").notNull(),
  tags: text({ mode: "json" }).$type<string[]>().notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at"),
  generation: integer().notNull(),
});
