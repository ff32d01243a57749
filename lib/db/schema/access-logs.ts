import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { loadBalancers } from "./load-balancers";
import { projects } from "./projects";

export const logGroups = sqliteTable(
  "log_groups",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    retentionDays: integer("retention_days").notNull(),
    maxGigabytes: integer("max_gigabytes").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [unique("log_groups_name").on(table.projectId, table.name)],
);

export const logStreams = sqliteTable(
  "log_streams",
  {
    id: text().primaryKey(),
    groupId: text("group_id")
      .notNull()
      .references(() => logGroups.id),
    name: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [unique("log_streams_name").on(table.groupId, table.name)],
);

/** Which load balancers are logged, and where to. */
export const accessLogs = sqliteTable(
  "access_logs",
  {
    id: text().primaryKey(),
    loadBalancerId: text("load_balancer_id")
      .notNull()
      .unique()
      .references(() => loadBalancers.id, { onDelete: "cascade" }),
    streamId: text("stream_id")
      .notNull()
      .references(() => logStreams.id),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("access_logs_stream").on(table.streamId)],
);
