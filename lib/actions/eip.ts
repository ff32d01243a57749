"use server";

import type {
  BindEipInput,
  CreateEipInput,
  DeleteEipInput,
  Eip,
  EipView,
  UnbindEipInput,
  UpdateEipInput,
} from "@/lib/model/network";
import { bindEip } from "@/lib/services/eip/bind";
import { createEip } from "@/lib/services/eip/create";
import { deleteEip } from "@/lib/services/eip/delete";
import { listEips } from "@/lib/services/eip/list";
import { unbindEip } from "@/lib/services/eip/unbind";
import { updateEip } from "@/lib/services/eip/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

/** Those of the project that the user chose to see. */
export async function readEipsAction(): Promise<ActionResult<EipView[]>> {
  return runAction((ctx) => listEips(ctx, { projectId: ctx.shownProjectId ?? undefined }));
}

export async function createEipAction(input: CreateEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => createEip(ctx, input));
}

export async function deleteEipAction(input: DeleteEipInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteEip(ctx, input));
}

/** Those that can be bound (LB-12). */
export async function readUnboundEipsAction(): Promise<ActionResult<EipView[]>> {
  return runAction((ctx) => listEips(ctx, { unbound: true }));
}

export async function bindEipAction(input: BindEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => bindEip(ctx, input));
}

export async function unbindEipAction(input: UnbindEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => unbindEip(ctx, input));
}

export async function updateEipAction(input: UpdateEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => updateEip(ctx, input));
}
