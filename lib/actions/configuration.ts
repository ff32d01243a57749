"use server";

import type {
  ConfigurationDiff,
  GenerationQuery,
  GenerationView,
  PendingConfirmation,
  RestoreInput,
} from "@/lib/model/configuration";
import type { ListPage } from "@/lib/model/list-query";
import {
  confirmConfiguration,
  pendingConfirmation,
  undoConfiguration,
} from "@/lib/services/configuration/confirmation";
import { listGenerations, readGeneration } from "@/lib/services/configuration/history";
import { setKeptDays } from "@/lib/services/configuration/kept-days";
import { previewRestore, restoreGeneration } from "@/lib/services/configuration/restore";
import { previewRestoreObject, restoreObject } from "@/lib/services/configuration/restore-object";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function listGenerationsAction(query: GenerationQuery): Promise<ActionResult<ListPage<GenerationView>>> {
  return runAction((ctx) => listGenerations(ctx, query));
}

export async function readGenerationAction(generation: number): Promise<ActionResult<ConfigurationDiff>> {
  return runAction((ctx) => readGeneration(ctx, { generation }));
}

export async function previewRestoreAction(generation: number): Promise<ActionResult<ConfigurationDiff>> {
  return runAction((ctx) => previewRestore(ctx, { generation }));
}

export async function restoreGenerationAction(input: RestoreInput): Promise<ActionResult<{ generation: number }>> {
  return runAction((ctx) => ({ generation: restoreGeneration(ctx, input).generation }));
}

export async function previewRestoreObjectAction(traceId: string): Promise<ActionResult<ConfigurationDiff>> {
  return runAction((ctx) => previewRestoreObject(ctx, { traceId }));
}

export async function restoreObjectAction(traceId: string): Promise<ActionResult> {
  return runCommand((ctx) => void restoreObject(ctx, { traceId }));
}

export async function readPendingAction(): Promise<ActionResult<{ pending: PendingConfirmation | null }>> {
  return runAction((ctx) => ({ pending: pendingConfirmation(ctx) }));
}

export async function confirmConfigurationAction(): Promise<ActionResult> {
  return runCommand(confirmConfiguration);
}

export async function undoConfigurationAction(): Promise<ActionResult> {
  return runCommand(undoConfiguration);
}

export async function setKeptDaysAction(days: number): Promise<ActionResult<number>> {
  return runAction((ctx) => setKeptDays(ctx, { days }));
}
