"use server";

import type {
  CreateLogTransferInput,
  DeleteLogTransferInput,
  LogTransfer,
  LogTransferView,
  UpdateLogTransferInput,
} from "@/lib/model/log-transfer";
import { createLogTransfer } from "@/lib/services/logtransfer/create";
import { deleteLogTransfer } from "@/lib/services/logtransfer/delete";
import { listLogTransfers } from "@/lib/services/logtransfer/list";
import { updateLogTransfer } from "@/lib/services/logtransfer/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

/** Those of the project that the user chose to see. */
export async function readLogTransfersAction(): Promise<ActionResult<LogTransferView[]>> {
  return runAction((ctx) => listLogTransfers(ctx, { projectId: ctx.shownProjectId ?? undefined }));
}

export async function createLogTransferAction(input: CreateLogTransferInput): Promise<ActionResult<LogTransfer>> {
  return runAction((ctx) => createLogTransfer(ctx, input));
}

export async function updateLogTransferAction(input: UpdateLogTransferInput): Promise<ActionResult<LogTransfer>> {
  return runAction((ctx) => updateLogTransfer(ctx, input));
}

export async function deleteLogTransferAction(input: DeleteLogTransferInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteLogTransfer(ctx, input));
}
