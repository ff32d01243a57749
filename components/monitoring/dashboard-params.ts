import { parseAsBoolean, parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { metricRanges } from "@/lib/model/metric-range";

const params = {
  range: parseAsStringLiteral(metricRanges).withDefault("1h"),
  from: parseAsInteger,
  to: parseAsInteger,
  compare: parseAsBoolean.withDefault(false),
};

/** The state of a dashboard is its address: it can be sent to somebody, and the way back leads out of a zoom. */
export function useDashboardParams() {
  return useQueryStates(params, { history: "push", clearOnDefault: true });
}

export type DashboardParams = ReturnType<typeof useDashboardParams>[0];
export type SetDashboardParams = ReturnType<typeof useDashboardParams>[1];
