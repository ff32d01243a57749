import * as z from "zod";
import { rule } from "./rule";
import { Description, Id, integer, Name } from "./text";

/** What a rule looks at: a metric of chapter 8, or something that happens (checklist MO-01). */
export const alarmSources = [
  "metric",
  "memberUnhealthy",
  "certificateExpiry",
  "bandwidthSaturated",
  "logDropped",
  "engineDown",
] as const;
export const AlarmSource = z.enum(alarmSources, { error: rule("invalid") });
export type AlarmSource = z.infer<typeof AlarmSource>;

/** What a rule can be set on. `engine` is the one of the installation. */
export const alarmObjectTypes = [
  "loadbalancer",
  "listener",
  "pool",
  "member",
  "certificate",
  "eip",
  "logstream",
  "engine",
] as const;
export const AlarmObjectType = z.enum(alarmObjectTypes, { error: rule("invalid") });
export type AlarmObjectType = z.infer<typeof AlarmObjectType>;

/** Objects of the sources that are no metric, the unit of their reading, and what a form begins with. */
export const eventSources = {
  /** Servers of a group that are offline. */
  memberUnhealthy: { objectType: "pool", unit: "count", operator: ">=", threshold: 1 },
  /** Days until a certificate ends; negative once it has. */
  certificateExpiry: { objectType: "certificate", unit: "days", operator: "<=", threshold: 30 },
  /** Share of a minute in which traffic waited for the bandwidth of an EIP, or lost datagrams: 0–100. */
  bandwidthSaturated: { objectType: "eip", unit: "percent", operator: ">=", threshold: 50 },
  /** Lines of a log stream that were lost within the last minute. */
  logDropped: { objectType: "logstream", unit: "lines", operator: ">=", threshold: 1 },
  /** Seconds for which the console has not reached the engine. */
  engineDown: { objectType: "engine", unit: "seconds", operator: ">=", threshold: 60 },
} as const satisfies Record<Exclude<AlarmSource, "metric">, unknown>;

/** Seconds of a period; 60 is the raw one. */
export const alarmPeriods = [60, 300, 1200, 3600, 14_400, 86_400] as const;
export const alarmStatistics = ["average", "max", "min", "sum"] as const;
export type AlarmStatistic = (typeof alarmStatistics)[number];
export const alarmOperators = [">", ">=", "<", "<=", "=", "!="] as const;
export type AlarmOperator = (typeof alarmOperators)[number];
/** Worst first. */
export const alarmLevels = ["critical", "major", "minor", "informational"] as const;
export const AlarmLevel = z.enum(alarmLevels, { error: rule("invalid") });
export type AlarmLevel = z.infer<typeof AlarmLevel>;
/** Seconds until an alarm that lasts is told again; 0 is once only. */
export const suppressIntervals = [0, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400] as const;

const oneOf = (numbers: readonly number[]) =>
  z
    .number({ error: rule("oneOf", { values: numbers.join(", ") }) })
    .refine((value) => numbers.includes(value), { error: rule("oneOf", { values: numbers.join(", ") }) });

const threshold = rule("numberBetween", { min: -1_000_000_000_000, max: 1_000_000_000_000 });

const Settings = z.object({
  name: Name,
  description: Description.default(""),
  metric: z.string().max(64).default(""),
  periodS: oneOf(alarmPeriods).default(300),
  statistic: z.enum(alarmStatistics, { error: rule("invalid") }).default("average"),
  operator: z.enum(alarmOperators, { error: rule("invalid") }),
  threshold: z.number({ error: threshold }).min(-1e12, { error: threshold }).max(1e12, { error: threshold }),
  /** Periods in a row that have to meet the condition. */
  count: integer(1, 5).default(3),
  level: AlarmLevel.default("major"),
  suppressS: oneOf(suppressIntervals).default(0),
  enabled: z.boolean().default(true),
  /** Whether a recovery is told, too. */
  notifyRecovery: z.boolean().default(true),
  targetIds: z
    .array(Id)
    .max(20, { error: rule("tooMany", { max: 20 }) })
    .default([]),
});

export const CreateAlarmRuleInput = Settings.extend({
  projectId: Id.optional(),
  source: AlarmSource,
  objectType: AlarmObjectType,
  /** Null: all objects of this type in the project, those to come included. */
  objectId: z.string().max(64).nullable(),
});
export type CreateAlarmRuleInput = z.input<typeof CreateAlarmRuleInput>;

export const UpdateAlarmRuleInput = Settings.partial().extend({
  id: Id,
  objectId: z.string().max(64).nullable().optional(),
});
export type UpdateAlarmRuleInput = z.input<typeof UpdateAlarmRuleInput>;

export const DeleteAlarmRuleInput = z.object({ id: Id });
export type DeleteAlarmRuleInput = z.input<typeof DeleteAlarmRuleInput>;

export interface AlarmRule extends z.output<typeof Settings> {
  id: string;
  projectId: string;
  source: AlarmSource;
  objectType: AlarmObjectType;
  objectId: string | null;
  createdAt: number;
  updatedAt: number | null;
}

/** What a chart of a metric draws of a rule that watches it. */
export type AlarmThreshold = Pick<AlarmRule, "id" | "name" | "source" | "metric" | "operator" | "threshold" | "level">;

/** `insufficient`: nothing was read for a while, or not yet; `pending`: met, but not often enough in a row. */
export const alarmStates = ["alarm", "pending", "insufficient", "ok"] as const;
export type AlarmStateName = (typeof alarmStates)[number];

/** An object as an alarm names it. */
export interface AlarmObject {
  type: AlarmObjectType;
  id: string;
  name: string;
  /** Page of the console; null once it is gone. */
  href: string | null;
}

/** What one rule knows of one object. */
export interface ObjectAlarm {
  ruleId: string;
  object: AlarmObject;
  state: AlarmStateName;
  /** Since when, in ms. */
  since: number;
  /** Last reading; null: nothing was read. */
  value: number | null;
  detail: string;
  /** End of the period that was looked at last, in ms. */
  checkedAt: number;
}

export interface AlarmRuleView extends AlarmRule {
  /** The one object; null for all. */
  object: AlarmObject | null;
  /** Its object is gone: it can only be deleted or set on another (MO-05). */
  orphaned: boolean;
  /** Worst state of its objects; `disabled` while it is off, `orphaned` while its object is gone. */
  state: AlarmStateName | "disabled" | "orphaned";
  firing: number;
  objects: number;
  targets: { id: string; name: string }[];
}

/** An alarm that lasts. */
export interface FiringAlarm extends ObjectAlarm {
  rule: Pick<AlarmRuleView, "id" | "name" | "level" | "source" | "metric" | "operator" | "threshold" | "statistic">;
}

/** `closed`: the rule was changed, disabled or deleted, or the object was, while the alarm lasted. */
export const alarmEventKinds = ["fired", "recovered", "closed"] as const;
export type AlarmEventKind = (typeof alarmEventKinds)[number];

/** A line of the history. */
export interface AlarmEvent {
  id: number;
  at: number;
  kind: AlarmEventKind;
  projectId: string;
  ruleId: string;
  ruleName: string;
  level: AlarmLevel;
  source: AlarmSource;
  metric: string;
  objectType: AlarmObjectType;
  objectId: string;
  objectName: string;
  value: number | null;
  detail: string;
  /** The condition as it was. */
  operator: AlarmOperator;
  threshold: number;
  statistic: AlarmStatistic;
  periodS: number;
  count: number;
}
