import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { alarmRules } from "@/lib/db/schema";
import type { AlarmRule } from "@/lib/model/alarm";
import type { Context } from "../context";

export type ObjectAlarmRule = Pick<
  AlarmRule,
  "id" | "name" | "metric" | "statistic" | "operator" | "threshold" | "level" | "objectType" | "objectId"
>;

/** Metric rules that are on and look at this object, for the thresholds that charts draw. */
export function alarmRulesOf(
  ctx: Context,
  object: { type: AlarmRule["objectType"]; id: string; projectId: string },
): ObjectAlarmRule[] {
  const { id, name, metric, statistic, operator, threshold, level, objectType, objectId } = alarmRules;
  return ctx.db
    .select({ id, name, metric, statistic, operator, threshold, level, objectType, objectId })
    .from(alarmRules)
    .where(
      and(
        eq(alarmRules.source, "metric"),
        eq(alarmRules.enabled, true),
        inArray(alarmRules.objectType, [object.type]),
        eq(alarmRules.projectId, object.projectId),
        or(isNull(alarmRules.objectId), eq(alarmRules.objectId, object.id)),
      ),
    )
    .orderBy(alarmRules.createdAt)
    .all();
}
