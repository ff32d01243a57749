"use server";

import type { DashboardQuery, DashboardSeries } from "@/lib/model/metric-range";
import { readDashboard } from "@/lib/services/metrics/dashboard";
import type { MetricObject } from "@/lib/model/metric-object";
import { listMetricObjects } from "@/lib/services/metrics/list";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function readDashboardAction(query: DashboardQuery): Promise<ActionResult<DashboardSeries>> {
  return runAction((ctx) => readDashboard(ctx, query));
}

export async function readMetricObjectsAction(): Promise<ActionResult<MetricObject[]>> {
  return runAction(listMetricObjects);
}
