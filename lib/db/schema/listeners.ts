import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PolicyOrder } from "@/lib/model/l7policy-order";
import type {
  AccessControl,
  ForwardedFor,
  InsertHeaders,
  ListenerProtocol,
  ListenerTimeouts,
} from "@/lib/model/listener";
import type { TlsSettings } from "@/lib/model/tls";
import { loadBalancers } from "./load-balancers";
import { pools } from "./pools";

export const listeners = sqliteTable(
  "listeners",
  {
    id: text().primaryKey(),
    loadBalancerId: text("load_balancer_id")
      .notNull()
      .references(() => loadBalancers.id),
    name: text().notNull(),
    description: text().notNull(),
    protocol: text().$type<ListenerProtocol>().notNull(),
    port: integer().notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    defaultPoolId: text("default_pool_id").references(() => pools.id, { onDelete: "set null" }),
    timeouts: text({ mode: "json" }).$type<Partial<ListenerTimeouts>>().notNull(),
    insertHeaders: text("insert_headers", { mode: "json" }).$type<Partial<InsertHeaders>>().notNull(),
    accessControl: text("access_control", { mode: "json" }).$type<Partial<AccessControl>>().notNull(),
    trustedProxies: text("trusted_proxies", { mode: "json" }).$type<string[]>().notNull().default([]),
    acceptProxyProtocol: integer("accept_proxy_protocol", { mode: "boolean" }).notNull().default(false),
    forwardedFor: text("forwarded_for").$type<ForwardedFor>().notNull().default("append"),
    connectionLimit: integer("connection_limit").notNull(),
    connectionsPerSource: integer("connections_per_source").notNull().default(-1),
    /** Of HTTPS listeners; null on others. */
    tls: text({ mode: "json" }).$type<Partial<TlsSettings>>(),
    policyOrder: text("policy_order").$type<PolicyOrder>().notNull().default("guide"),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
    generation: integer().notNull(),
  },
  (table) => [
    index("listeners_load_balancer").on(table.loadBalancerId),
    index("listeners_default_pool").on(table.defaultPoolId),
  ],
);
