"use server";

import type {
  AlarmTarget,
  AlarmTargetView,
  CreateAlarmTargetInput,
  UpdateAlarmTargetInput,
} from "@/lib/model/alarm-target";
import { createAlarmTarget } from "@/lib/services/alarmtarget/create";
import { deleteAlarmTarget } from "@/lib/services/alarmtarget/delete";
import { listAlarmTargets } from "@/lib/services/alarmtarget/list";
import { mayBeLocal, setMayBeLocal } from "@/lib/services/alarmtarget/local";
import { testAlarmTarget } from "@/lib/services/alarmtarget/send-test";
import { updateAlarmTarget } from "@/lib/services/alarmtarget/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export interface AlarmTargets {
  targets: AlarmTargetView[];
  mayBeLocal: boolean;
}

/** Those of the project that the user chose to see, and where messages may go. */
export async function readAlarmTargetsAction(): Promise<ActionResult<AlarmTargets>> {
  return runAction((ctx) => ({
    targets: listAlarmTargets(ctx, { projectId: ctx.shownProjectId ?? undefined }),
    mayBeLocal: mayBeLocal(ctx.db),
  }));
}

export async function createAlarmTargetAction(input: CreateAlarmTargetInput): Promise<ActionResult<AlarmTarget>> {
  return runAction((ctx) => createAlarmTarget(ctx, input));
}

export async function updateAlarmTargetAction(input: UpdateAlarmTargetInput): Promise<ActionResult<AlarmTarget>> {
  return runAction((ctx) => updateAlarmTarget(ctx, input));
}

export async function deleteAlarmTargetAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteAlarmTarget(ctx, input));
}

/** What the other side said; empty: it took the message. */
export async function testAlarmTargetAction(input: { id: string }): Promise<ActionResult<string>> {
  return runAction((ctx) => testAlarmTarget(ctx, input));
}

export async function setAlarmTargetsMayBeLocalAction(value: boolean): Promise<ActionResult> {
  return runCommand((ctx) => setMayBeLocal(ctx, value));
}
