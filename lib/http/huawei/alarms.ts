import { alarmLevels, type AlarmRuleView, type CreateAlarmRuleInput, eventSources } from "@/lib/model/alarm";
import { findAlarmMetric } from "@/lib/model/alarm-metric";
import { metricOf, isMetricKey } from "@/lib/model/metric-catalogue";
import { createAlarmRule } from "@/lib/services/alarmrule/create";
import { deleteAlarmRule } from "@/lib/services/alarmrule/delete";
import { getAlarmRule, listAlarmRules } from "@/lib/services/alarmrule/list";
import { updateAlarmRule } from "@/lib/services/alarmrule/update";
import { notFound } from "@/lib/services/errors";
import { isObject } from "../body";
import { Fault } from "../fault";
import { noContent, ok } from "../octavia/api-call";
import { kindOf, namespace, unitWords } from "./eye-dimensions";
import type { ProjectCall } from "./routes";

/* Cloud Eye's alarm rules. An alarm_id is `al` and our id without its dashes; a notification names our targets. */

const stateNames = { alarm: "alarm", pending: "ok", ok: "ok", insufficient: "insufficient_data" } as const;

function alarmId(id: string): string {
  return `al${id.replaceAll("-", "")}`;
}

function ruleId(alarm: string): string {
  const match = /^al([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(alarm);
  if (match === null) throw notFound("alarmrule", alarm);
  return match.slice(1).join("-");
}

function alarmBody(rule: AlarmRuleView) {
  const { source, metric, objectType, objectId, periodS, statistic, operator, threshold, count, suppressS } = rule;
  const name = Object.entries(kindOf).find(([, type]) => type === objectType)?.[0] ?? `${objectType}_id`;
  const unit = source === "metric" ? metricUnit(metric) : eventSources[source].unit;
  const actions = rule.targetIds.length === 0 ? [] : [{ type: "notification", notificationList: rule.targetIds }];
  return {
    alarm_id: alarmId(rule.id),
    alarm_name: rule.name,
    alarm_description: rule.description,
    metric: {
      namespace,
      metric_name: source === "metric" ? metric : source,
      dimensions: objectId === null ? [{ name }] : [{ name, value: objectId }],
    },
    condition: {
      period: periodS === 60 ? 1 : periodS,
      filter: statistic,
      comparison_operator: operator,
      value: threshold,
      unit,
      count,
      suppress_duration: suppressS,
    },
    alarm_enabled: rule.enabled,
    alarm_action_enabled: rule.targetIds.length > 0,
    alarm_level: alarmLevels.indexOf(rule.level) + 1,
    alarm_actions: actions,
    ok_actions: rule.notifyRecovery ? actions : [],
    alarm_state: rule.state === "disabled" || rule.state === "orphaned" ? "insufficient_data" : stateNames[rule.state],
    update_time: rule.updatedAt ?? rule.createdAt,
  };
}

function metricUnit(metric: string): string {
  return isMetricKey(metric) ? unitWords[metricOf(metric).unit] : "";
}

/** Rules of the project, a page of at most 100: after the alarm `start`. */
export function listAlarmsRoute({ ctx, url, projectId }: ProjectCall): Response {
  const { searchParams: query } = url;
  const rules = listAlarmRules(ctx, { projectId });
  if (query.get("order") !== "asc") rules.reverse();
  const limit = Math.min(100, Math.max(1, Number(query.get("limit") ?? 100) || 100));
  const after = rules.findIndex(({ id }) => alarmId(id) === query.get("start"));
  const page = rules.slice(after + 1, after + 1 + limit);
  const last = page.at(-1);
  return ok({
    metric_alarms: page.map(alarmBody),
    meta_data: { count: page.length, marker: last === undefined ? "" : alarmId(last.id), total: rules.length },
  });
}

export function getAlarmRoute(call: ProjectCall): Response {
  return ok({ metric_alarms: [alarmBody(find(call))] });
}

export async function createAlarmRoute({ ctx, projectId, json }: ProjectCall): Promise<Response> {
  const { id } = createAlarmRule(ctx, { ...readRule(await json()), projectId });
  return ok({ alarm_id: alarmId(id) }, 201);
}

export async function updateAlarmRoute(call: ProjectCall): Promise<Response> {
  const { id, source, objectType } = find(call);
  const input = readRule(await call.json());
  if (input.source !== source || input.objectType !== objectType) {
    throw new Fault(400, "What an alarm rule watches cannot be changed.");
  }
  const { source: fixed, objectType: kept, ...rest } = input;
  void [fixed, kept];
  updateAlarmRule(call.ctx, { ...rest, id });
  return noContent();
}

export async function switchAlarmRoute(call: ProjectCall): Promise<Response> {
  const { alarm_enabled: enabled } = await call.json();
  if (typeof enabled !== "boolean") throw new Fault(400, "RequestBody alarm_enabled must be true or false.");
  updateAlarmRule(call.ctx, { id: find(call).id, enabled });
  return noContent();
}

export function deleteAlarmRoute(call: ProjectCall): Response {
  deleteAlarmRule(call.ctx, { id: find(call).id });
  return noContent();
}

function find({ ctx, ids, projectId }: ProjectCall): AlarmRuleView {
  const rule = getAlarmRule(ctx, ruleId(ids[0] ?? ""));
  if (rule.projectId !== projectId) throw notFound("alarmrule", ids[0] ?? "");
  return rule;
}

/** The service refuses what is missing or out of range, under our own names. */
function readRule(body: Record<string, unknown>): CreateAlarmRuleInput {
  const { metric, condition } = body;
  if (!isObject(metric)) throw new Fault(400, "RequestBody metric is null, this is a required parameter.");
  if (!isObject(condition)) throw new Fault(400, "RequestBody condition is null, this is a required parameter.");
  const key = typeof metric.metric_name === "string" ? metric.metric_name : "";
  const source = Object.keys(eventSources).find((one) => one === key) as keyof typeof eventSources | undefined;
  if (source === undefined && findAlarmMetric(key) === undefined) {
    throw new Fault(400, `There is no metric ${key.slice(0, 100)}.`);
  }
  const level = body.alarm_level ?? 2;
  const recovery = notified(body.ok_actions).length > 0;
  const wanted = alarmLevels[Number(level) - 1];
  if (wanted === undefined) throw new Fault(400, "RequestBody alarm_level must be 1, 2, 3 or 4.");
  return {
    name: body.alarm_name as string,
    description: (body.alarm_description ?? "") as string,
    source: source ?? "metric",
    metric: source === undefined ? key : "",
    ...watched(metric.dimensions, source),
    periodS: (condition.period === 1 ? 60 : (condition.period ?? 300)) as number,
    statistic: (condition.filter ?? "average") as CreateAlarmRuleInput["statistic"],
    operator: condition.comparison_operator as CreateAlarmRuleInput["operator"],
    threshold: condition.value as number,
    count: (condition.count ?? 1) as number,
    suppressS: (condition.suppress_duration ?? 0) as number,
    level: wanted,
    enabled: (body.alarm_enabled ?? true) as boolean,
    notifyRecovery: recovery,
    targetIds: body.alarm_action_enabled === false ? [] : notified(body.alarm_actions),
  };
}

/** The last dimension names the object: a listener's query gives its load balancer, too. */
function watched(dimensions: unknown, source: keyof typeof eventSources | undefined) {
  const given = Array.isArray(dimensions) ? (dimensions as unknown[]).filter(isObject) : [];
  const last = given.at(-1);
  const objectId = typeof last?.value === "string" && last.value !== "" ? last.value : null;
  if (source !== undefined) return { objectType: eventSources[source].objectType, objectId };
  const objectType = Object.hasOwn(kindOf, String(last?.name)) ? kindOf[String(last?.name)] : undefined;
  if (objectType === undefined) {
    throw new Fault(400, `The dimension must be one of ${Object.keys(kindOf).join(", ")}.`);
  }
  return { objectType, objectId };
}

function notified(actions: unknown): string[] {
  const given = Array.isArray(actions) ? (actions as unknown[]).filter(isObject) : [];
  return [...new Set(given.flatMap(({ notificationList: list }) => (Array.isArray(list) ? list.map(String) : [])))];
}
