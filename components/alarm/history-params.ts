import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { listParams, toListQuery } from "@/components/data-table/list-params";
import { alarmRanges, type ParsedAlarmEventQuery } from "@/lib/model/alarm-query";

/** How far back the history goes, in the URL. */
export const rangeParams = { range: parseAsStringLiteral(alarmRanges).withDefault("30d") };

const load = createLoader({ ...listParams, ...rangeParams });

/** What a request's URL asks for. */
export async function readAlarmEventQuery(searchParams: Parameters<typeof load>[0]): Promise<ParsedAlarmEventQuery> {
  const { range, ...list } = await load(searchParams);
  return { ...toListQuery(list), range };
}
