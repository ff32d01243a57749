import { and, eq, isNull, ne, or } from "drizzle-orm";
import { alarmRules } from "@/lib/db/schema";
import type { AlarmThreshold } from "@/lib/model/alarm";
import type { MetricKind } from "@/lib/model/metric-catalogue";
import type { Context } from "../context";
import { findMetricSubject } from "../metrics/object";

/**
 * Metric rules that are on and look at an object that the caller may see, for the thresholds that its charts draw. Those
 * on a sum are left out: charts draw a value at a time, which compares with an average, a maximum or a minimum only.
 */
export function alarmRulesOf(ctx: Context, object: { type: MetricKind; id: string }): AlarmThreshold[] {
  const { projectId } = findMetricSubject(ctx, object);
  const { id, name, source, metric, operator, threshold, level, objectType, objectId } = alarmRules;
  return ctx.db
    .select({ id, name, source, metric, operator, threshold, level })
    .from(alarmRules)
    .where(
      and(
        eq(source, "metric"),
        eq(alarmRules.enabled, true),
        ne(alarmRules.statistic, "sum"),
        eq(objectType, object.type),
        eq(alarmRules.projectId, projectId),
        or(isNull(objectId), eq(objectId, object.id)),
      ),
    )
    .orderBy(alarmRules.createdAt)
    .all();
}
