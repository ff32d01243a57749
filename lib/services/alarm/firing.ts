import { and, desc, eq } from "drizzle-orm";
import { alarmRules, alarmStates } from "@/lib/db/schema";
import type { AlarmStateName, FiringAlarm, ObjectAlarm } from "@/lib/model/alarm";
import { AlarmObjects } from "../alarmrule/objects";
import { findAlarmRule } from "../alarmrule/find";
import type { Context } from "../context";

/** Alarms that last, of the project that the user chose to see, newest first. */
export function listFiringAlarms(ctx: Context): FiringAlarm[] {
  return statesOf(ctx, { state: "alarm" });
}

export function countFiringAlarms(ctx: Context): number {
  return listFiringAlarms(ctx).length;
}

/** How each object of a rule is. */
export function listObjectAlarms(ctx: Context, ruleId: string): ObjectAlarm[] {
  findAlarmRule(ctx, ctx.db, ruleId);
  return statesOf(ctx, { ruleId });
}

function statesOf(ctx: Context, filter: { state?: AlarmStateName; ruleId?: string }): FiringAlarm[] {
  const projectId = ctx.actor.projectId ?? (filter.ruleId === undefined ? ctx.shownProjectId : null);
  const objects = new AlarmObjects(ctx.db);
  return ctx.db
    .select({ state: alarmStates, rule: alarmRules })
    .from(alarmStates)
    .innerJoin(alarmRules, eq(alarmStates.ruleId, alarmRules.id))
    .where(
      and(
        projectId === null ? undefined : eq(alarmRules.projectId, projectId),
        filter.state === undefined ? undefined : eq(alarmStates.state, filter.state),
        filter.ruleId === undefined ? undefined : eq(alarmStates.ruleId, filter.ruleId),
      ),
    )
    .orderBy(desc(alarmStates.since), alarmStates.objectName)
    .all()
    .map(({ state, rule }) => {
      const { id, name, level, source, metric, operator, threshold, statistic, objectType } = rule;
      const known = objects.find(rule.projectId, objectType, state.objectId);
      return {
        ruleId: id,
        rule: { id, name, level, source, metric, operator, threshold, statistic },
        object: known ?? { type: objectType, id: state.objectId, name: state.objectName, href: null },
        state: state.state,
        since: state.since,
        value: state.value,
        detail: state.detail,
        checkedAt: state.until,
      };
    });
}
