"use server";

import type { CreateHealthMonitorInput, HealthMonitor, UpdateHealthMonitorInput } from "@/lib/model/healthmonitor";
import { createHealthMonitor } from "@/lib/services/healthmonitor/create";
import { replaceHealthMonitor } from "@/lib/services/healthmonitor/replace";
import { updateHealthMonitor } from "@/lib/services/healthmonitor/update";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function createHealthMonitorAction(input: CreateHealthMonitorInput): Promise<ActionResult<HealthMonitor>> {
  return runAction((ctx) => createHealthMonitor(ctx, input));
}

export async function updateHealthMonitorAction(input: UpdateHealthMonitorInput): Promise<ActionResult<HealthMonitor>> {
  return runAction((ctx) => updateHealthMonitor(ctx, input));
}

export async function replaceHealthMonitorAction(
  input: CreateHealthMonitorInput,
): Promise<ActionResult<HealthMonitor>> {
  return runAction((ctx) => replaceHealthMonitor(ctx, input));
}
