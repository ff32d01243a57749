import { stringify } from "csv-stringify/sync";
import { DashboardQuery, type DashboardSeries } from "@/lib/model/metric-range";
import type { Context } from "../context";
import { parse } from "../parse";
import { findMetricSubject } from "./object";
import { readSeries } from "./series";

/** All metrics of one object, their averages window by window. */
export function readDashboard(ctx: Context, input: DashboardQuery): DashboardSeries {
  const { type, id, ...span } = parse(DashboardQuery, input);
  const { metrics } = findMetricSubject(ctx, { type, id });
  return { metrics, points: readSeries(ctx, { resource: { type, id }, metrics, statistic: "average", ...span }) };
}

/** The same as a table: a line a window, a column a metric, times as ISO 8601. */
export function exportDashboardCsv(ctx: Context, input: DashboardQuery): string {
  const { metrics, points } = readDashboard(ctx, input);
  const lines = points.map(({ at, values }) => [new Date(at).toISOString(), ...values]);
  return stringify([["time", ...metrics], ...lines]);
}
