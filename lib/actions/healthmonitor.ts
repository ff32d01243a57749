"use server";

import type {
  CreateHealthMonitorInput,
  DeleteHealthMonitorInput,
  HealthMonitor,
  UpdateHealthMonitorInput,
} from "@/lib/model/healthmonitor";
import { createHealthMonitor } from "@/lib/services/healthmonitor/create";
import { deleteHealthMonitor } from "@/lib/services/healthmonitor/delete";
import { updateHealthMonitor } from "@/lib/services/healthmonitor/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createHealthMonitorAction(input: CreateHealthMonitorInput): Promise<ActionResult<HealthMonitor>> {
  return runAction((ctx) => createHealthMonitor(ctx, input));
}

export async function updateHealthMonitorAction(input: UpdateHealthMonitorInput): Promise<ActionResult<HealthMonitor>> {
  return runAction((ctx) => updateHealthMonitor(ctx, input));
}

export async function deleteHealthMonitorAction(input: DeleteHealthMonitorInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteHealthMonitor(ctx, input));
}
