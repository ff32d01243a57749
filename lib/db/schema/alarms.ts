import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  AlarmEventKind,
  AlarmLevel,
  AlarmObjectType,
  AlarmOperator,
  AlarmSource,
  AlarmStateName,
  AlarmStatistic,
} from "@/lib/model/alarm";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import type { Channel, MessageLocale } from "@/lib/model/alarm-target";
import { projects } from "./projects";

export const alarmRules = sqliteTable(
  "alarm_rules",
  {
    id: text().primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text().notNull(),
    source: text().$type<AlarmSource>().notNull(),
    objectType: text("object_type").$type<AlarmObjectType>().notNull(),
    /** Null: all of the project. No reference: a rule outlives its object (MO-05). */
    objectId: text("object_id"),
    /** As it was called when the rule was set on it, for the time when it is gone. */
    objectName: text("object_name").notNull(),
    metric: text().notNull(),
    periodS: integer("period_s").notNull(),
    statistic: text().$type<AlarmStatistic>().notNull(),
    operator: text().$type<AlarmOperator>().notNull(),
    threshold: real().notNull(),
    count: integer("periods").notNull(),
    level: text().$type<AlarmLevel>().notNull(),
    suppressS: integer("suppress_s").notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    notifyRecovery: integer("notify_recovery", { mode: "boolean" }).notNull(),
    targetIds: text("target_ids", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
  },
  (table) => [index("alarm_rules_project").on(table.projectId), index("alarm_rules_object").on(table.objectId)],
);

/** What each rule knows of each of its objects: a restart goes on from here. */
export const alarmStates = sqliteTable(
  "alarm_states",
  {
    ruleId: text("rule_id")
      .notNull()
      .references(() => alarmRules.id, { onDelete: "cascade" }),
    objectId: text("object_id").notNull(),
    objectName: text("object_name").notNull(),
    state: text().$type<AlarmStateName>().notNull(),
    streak: integer().notNull(),
    missing: integer().notNull(),
    since: integer().notNull(),
    until: integer().notNull(),
    notifiedAt: integer("notified_at"),
    announced: integer({ mode: "boolean" }).notNull(),
    value: real(),
    detail: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.objectId] }), index("alarm_states_state").on(table.state)],
);

/** What became of alarms; it outlives rule and object. */
export const alarmEvents = sqliteTable(
  "alarm_events",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    kind: text().$type<AlarmEventKind>().notNull(),
    projectId: text("project_id").notNull(),
    ruleId: text("rule_id").notNull(),
    ruleName: text("rule_name").notNull(),
    level: text().$type<AlarmLevel>().notNull(),
    source: text().$type<AlarmSource>().notNull(),
    metric: text().notNull(),
    objectType: text("object_type").$type<AlarmObjectType>().notNull(),
    objectId: text("object_id").notNull(),
    objectName: text("object_name").notNull(),
    value: real(),
    detail: text().notNull(),
    operator: text().$type<AlarmOperator>().notNull(),
    threshold: real().notNull(),
    statistic: text().$type<AlarmStatistic>().notNull(),
    periodS: integer("period_s").notNull(),
    count: integer("periods").notNull(),
  },
  (table) => [index("alarm_events_at").on(table.at), index("alarm_events_rule").on(table.ruleId, table.at)],
);

export const alarmTargets = sqliteTable(
  "alarm_targets",
  {
    id: text().primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    name: text().notNull(),
    channel: text({ mode: "json" }).$type<Channel>().notNull(),
    origin: text().notNull(),
    /** JSON of address and secret under the installation's key. */
    sealed: text().notNull(),
    hasSecret: integer("has_secret", { mode: "boolean" }).notNull(),
    locale: text().$type<MessageLocale>().notNull(),
    enabled: integer({ mode: "boolean" }).notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at"),
    lastAt: integer("last_at"),
    lastError: text("last_error").notNull().default(""),
    lastErrorAt: integer("last_error_at"),
  },
  (table) => [index("alarm_targets_project").on(table.projectId)],
);

/** Messages on their way; bounded for each target. */
export const alarmNotices = sqliteTable(
  "alarm_notices",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    targetId: text("target_id")
      .notNull()
      .references(() => alarmTargets.id, { onDelete: "cascade" }),
    message: text({ mode: "json" }).$type<AlarmMessage>().notNull(),
    attempts: integer().notNull().default(0),
    nextTryAt: integer("next_try_at").notNull(),
  },
  (table) => [index("alarm_notices_target").on(table.targetId)],
);
