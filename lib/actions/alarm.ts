"use server";

import type {
  AlarmEvent,
  AlarmObject,
  AlarmObjectType,
  AlarmRule,
  AlarmRuleView,
  AlarmThreshold,
  CreateAlarmRuleInput,
  FiringAlarm,
  ObjectAlarm,
  UpdateAlarmRuleInput,
} from "@/lib/model/alarm";
import type { AlarmEventQuery } from "@/lib/model/alarm-query";
import type { ListPage } from "@/lib/model/list-query";
import type { MetricKind } from "@/lib/model/metric-catalogue";
import { countFiringAlarms, listFiringAlarms, listObjectAlarms } from "@/lib/services/alarm/firing";
import { searchAlarmEvents } from "@/lib/services/alarm/history";
import { createAlarmRule } from "@/lib/services/alarmrule/create";
import { deleteAlarmRule } from "@/lib/services/alarmrule/delete";
import { getAlarmRule, listAlarmRules } from "@/lib/services/alarmrule/list";
import { alarmObjects } from "@/lib/services/alarmrule/objects";
import { alarmRulesOf } from "@/lib/services/alarmrule/of-object";
import { updateAlarmRule } from "@/lib/services/alarmrule/update";
import type { ActionResult, ItemResult } from "./result";
import { runAction, runEach } from "./run";

/** Those of the project that the user chose to see. */
export async function readAlarmRulesAction(): Promise<ActionResult<AlarmRuleView[]>> {
  return runAction((ctx) => listAlarmRules(ctx, { projectId: ctx.shownProjectId ?? undefined }));
}

export async function readAlarmRuleAction(id: string): Promise<ActionResult<AlarmRuleView>> {
  return runAction((ctx) => getAlarmRule(ctx, id));
}

/** Of the rules that watch an object. */
export async function readThresholdsAction(type: MetricKind, id: string): Promise<ActionResult<AlarmThreshold[]>> {
  return runAction((ctx) => alarmRulesOf(ctx, { type, id }));
}

export async function createAlarmRuleAction(input: CreateAlarmRuleInput): Promise<ActionResult<AlarmRule>> {
  return runAction((ctx) => createAlarmRule(ctx, input));
}

export async function updateAlarmRuleAction(input: UpdateAlarmRuleInput): Promise<ActionResult<AlarmRule>> {
  return runAction((ctx) => updateAlarmRule(ctx, input));
}

export async function switchAlarmRulesAction(ids: string[], enabled: boolean): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => updateAlarmRule(ctx, { id, enabled }));
}

export async function deleteAlarmRulesAction(ids: string[]): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => deleteAlarmRule(ctx, { id }));
}

/** What a rule of the chosen project can be set on. */
export async function readAlarmObjectsAction(
  type: AlarmObjectType,
  projectId?: string,
): Promise<ActionResult<AlarmObject[]>> {
  return runAction((ctx) => alarmObjects(ctx, type, projectId));
}

export async function readFiringAlarmsAction(): Promise<ActionResult<FiringAlarm[]>> {
  return runAction((ctx) => listFiringAlarms(ctx));
}

export async function countFiringAlarmsAction(): Promise<ActionResult<number>> {
  return runAction((ctx) => countFiringAlarms(ctx));
}

export async function readObjectAlarmsAction(ruleId: string): Promise<ActionResult<ObjectAlarm[]>> {
  return runAction((ctx) => listObjectAlarms(ctx, ruleId));
}

export async function searchAlarmEventsAction(query: AlarmEventQuery): Promise<ActionResult<ListPage<AlarmEvent>>> {
  return runAction((ctx) => searchAlarmEvents(ctx, query));
}
