"use server";

import type { ListenerDiagnosis } from "@/lib/model/diagnosis";
import type { DeleteListenerInput, Listener, ListenerView, UpdateListenerInput } from "@/lib/model/listener";
import type { CreateListenerChainInput } from "@/lib/model/listener-chain";
import type { PassageAnswer, PassageQuestion } from "@/lib/model/passage";
import { createListenerChain, type ListenerChain } from "@/lib/services/listener/create-chain";
import { diagnoseListener } from "@/lib/services/listener/diagnose";
import { explainPassage } from "@/lib/services/listener/explain";
import { deleteListener } from "@/lib/services/listener/delete";
import { getListener } from "@/lib/services/listener/get";
import { listListeners } from "@/lib/services/listener/list";
import { updateListener } from "@/lib/services/listener/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

/** What the wizard writes: listener, group, health check and servers, or nothing. */
export async function createListenerChainAction(input: CreateListenerChainInput): Promise<ActionResult<ListenerChain>> {
  return runAction((ctx) => createListenerChain(ctx, input));
}

export async function updateListenerAction(input: UpdateListenerInput): Promise<ActionResult<Listener>> {
  return runAction((ctx) => updateListener(ctx, input));
}

export async function deleteListenerAction(input: DeleteListenerInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteListener(ctx, input));
}

export async function readListenersAction(
  filter: { loadBalancerId?: string } = {},
): Promise<ActionResult<ListenerView[]>> {
  return runAction((ctx) => listListeners(ctx, filter));
}

export async function readListenerAction(id: string): Promise<ActionResult<ListenerView>> {
  return runAction((ctx) => getListener(ctx, id));
}

export async function explainPassageAction(input: PassageQuestion): Promise<ActionResult<PassageAnswer>> {
  return runAction((ctx) => explainPassage(ctx, input));
}

export async function diagnoseListenerAction(id: string): Promise<ActionResult<ListenerDiagnosis>> {
  return runAction((ctx) => diagnoseListener(ctx, id));
}
