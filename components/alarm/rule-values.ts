import * as z from "zod";
import {
  type AlarmObjectType,
  AlarmObjectType as AlarmObjectTypes,
  type AlarmRuleView,
  AlarmSource,
  CreateAlarmRuleInput,
  eventSources,
} from "@/lib/model/alarm";
import { findAlarmMetric } from "@/lib/model/alarm-metric";
import { rule } from "@/lib/model/rule";

/** Stands for all objects in the choice of one. */
export const allObjects = "*";

/** What the form holds; it is checked as the service checks it. */
export const RuleForm = z
  .object({
    name: z.string(),
    description: z.string(),
    source: AlarmSource,
    objectType: AlarmObjectTypes,
    objectId: z.string(),
    metric: z.string(),
    periodS: z.number(),
    statistic: z.string(),
    operator: z.string(),
    threshold: z.number().nullable(),
    count: z.number().nullable(),
    level: z.string(),
    suppressS: z.number(),
    enabled: z.boolean(),
    notifyRecovery: z.boolean(),
    targetIds: z.array(z.string()),
  })
  .transform((values, context) => {
    const { objectId, threshold, count, ...rest } = values;
    const checked = CreateAlarmRuleInput.safeParse({
      ...rest,
      objectId: objectId === allObjects ? null : objectId,
      // An empty number is refused by the model in its own words.
      threshold: threshold ?? Number.NaN,
      count: count ?? Number.NaN,
    });
    for (const { path, message } of checked.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: [path[0] as string], message });
    }
    if (values.source === "metric" && findAlarmMetric(values.metric) === undefined) {
      context.addIssue({ code: "custom", path: ["metric"], message: rule("required") });
    }
    return checked.data ?? z.NEVER;
  });
export type RuleFormValues = z.input<typeof RuleForm>;
export type RuleFormOutput = z.output<typeof RuleForm>;

export interface RuleStart {
  source?: AlarmSource;
  objectType?: AlarmObjectType;
  objectId?: string;
  metric?: string;
}

/** What a new rule's form begins with; a page that leads here has said on what. */
export function newRule(name: string, start: RuleStart = {}): RuleFormValues {
  const source = start.source ?? "metric";
  const event = source === "metric" ? undefined : eventSources[source];
  return {
    name,
    description: "",
    source,
    objectType: event?.objectType ?? start.objectType ?? "loadbalancer",
    objectId: start.objectId ?? allObjects,
    metric: start.metric ?? "m1_cps",
    periodS: 300,
    statistic: "average",
    operator: event?.operator ?? ">",
    threshold: event?.threshold ?? null,
    count: event === undefined ? 3 : 1,
    level: "major",
    suppressS: 3600,
    enabled: true,
    notifyRecovery: true,
    targetIds: [],
  };
}

export function valuesOf(view: AlarmRuleView): RuleFormValues {
  return { ...view, objectId: view.objectId ?? allObjects };
}
