import { stringify } from "csv-stringify/sync";
import type { AlarmEventQuery } from "@/lib/model/alarm-query";
import type { Context } from "../context";
import { matchingAlarmEvents } from "./history";

const mostRows = 50_000;
const columns = [
  "time",
  "event",
  "level",
  "rule",
  "rule_id",
  "object_type",
  "object",
  "object_id",
  "source",
  "metric",
  "statistic",
  "period_s",
  "operator",
  "threshold",
  "count",
  "value",
  "detail",
];

/** The history that the list shows, its newest 50,000 lines: UTF-8 with BOM, formulas made harmless. */
export function exportAlarmEventsCsv(ctx: Context, query: AlarmEventQuery): string {
  const rows = matchingAlarmEvents(ctx, query, mostRows).map((event) => [
    new Date(event.at).toISOString(),
    event.kind,
    event.level,
    event.ruleName,
    event.ruleId,
    event.objectType,
    event.objectName,
    event.objectId,
    event.source,
    event.metric,
    event.statistic,
    event.periodS,
    event.operator,
    event.threshold,
    event.count,
    event.value ?? "",
    event.detail,
  ]);
  return stringify([columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" });
}
