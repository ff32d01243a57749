import type { Reader } from "@/lib/db/client";
import { alarmEvents } from "@/lib/db/schema";
import type { AlarmEventKind } from "@/lib/model/alarm";
import type { AlarmRuleRow } from "../alarmrule/find";

interface Happened {
  kind: AlarmEventKind;
  at: number;
  objectId: string;
  objectName: string;
  value: number | null;
  detail: string;
}

/** One line of the history, with the condition as it is now. */
export function recordAlarmEvent(tx: Reader, rule: AlarmRuleRow, happened: Happened): void {
  const { kind, at, objectId, objectName, value, detail } = happened;
  const { projectId, level, source, metric, objectType, operator, threshold, statistic, periodS, count } = rule;
  const condition = { source, metric, objectType, operator, threshold, statistic, periodS, count };
  const of = { projectId, ruleId: rule.id, ruleName: rule.name, level };
  tx.insert(alarmEvents)
    .values({ kind, at, objectId, objectName, value, detail, ...of, ...condition })
    .run();
}
