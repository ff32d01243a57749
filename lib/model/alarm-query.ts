import * as z from "zod";
import { ListQuery } from "./list-query";
import { rule } from "./rule";
import { Id } from "./text";

export const alarmRanges = ["24h", "7d", "30d", "kept"] as const;

/** What the history is narrowed to: by {@link alarmEventProperties}, a rule, and how far back. */
export const AlarmEventQuery = ListQuery.extend({
  range: z.enum(alarmRanges, { error: rule("invalid") }).default("30d"),
  ruleId: Id.optional(),
});
export type AlarmEventQuery = z.input<typeof AlarmEventQuery>;
export type ParsedAlarmEventQuery = z.output<typeof AlarmEventQuery>;

export const alarmEventProperties = {
  kind: "kind",
  level: "level",
  rule: "ruleName",
  object: "objectName",
  source: "source",
  metric: "metric",
} as const;
export type AlarmEventProperty = keyof typeof alarmEventProperties;
