import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Algorithm, PassiveEjection, Persistence, PoolProtocol, ProxyProtocol } from "@/lib/model/pool";
import { loadBalancers } from "./load-balancers";

export const pools = sqliteTable(
  "pools",
  {
    id: text().primaryKey(),
    loadBalancerId: text("load_balancer_id")
      .notNull()
      .references(() => loadBalancers.id),
    name: text().notNull(),
    description: text().notNull(),
    protocol: text().$type<PoolProtocol>().notNull(),
    algorithm: text().$type<Algorithm>().notNull(),
    persistence: text({ mode: "json" }).$type<Persistence>(),
    passiveEjection: text("passive_ejection", { mode: "json" }).$type<PassiveEjection>(),
    slowStartS: integer("slow_start_s").notNull().default(0),
    failOpen: integer("fail_open", { mode: "boolean" }).notNull().default(false),
    proxyProtocol: text("proxy_protocol").$type<ProxyProtocol>(),
    enabled: integer({ mode: "boolean" }).notNull(),
    tags: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
    generation: integer().notNull(),
  },
  (table) => [index("pools_load_balancer").on(table.loadBalancerId)],
);
