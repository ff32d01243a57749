"use server";

import type {
  CreateL7PolicyInput,
  DeleteL7PolicyInput,
  L7Policy,
  L7PolicyView,
  PolicyOverlap,
  UpdateL7PolicyInput,
} from "@/lib/model/l7policy";
import type { CreateL7PolicyChainInput } from "@/lib/model/l7policy-chain";
import type { RouteAnswer, RouteQuestion } from "@/lib/model/route-question";
import { createL7Policy } from "@/lib/services/l7policy/create";
import { createL7PolicyChain } from "@/lib/services/l7policy/create-chain";
import { deleteL7Policy } from "@/lib/services/l7policy/delete";
import { explainRoutes } from "@/lib/services/l7policy/explain";
import { listL7Policies } from "@/lib/services/l7policy/list";
import { listOverlaps } from "@/lib/services/l7policy/overlaps";
import { updateL7Policy } from "@/lib/services/l7policy/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createL7PolicyAction(input: CreateL7PolicyInput): Promise<ActionResult<L7Policy>> {
  return runAction((ctx) => createL7Policy(ctx, input));
}

export async function createL7PolicyChainAction(input: CreateL7PolicyChainInput): Promise<ActionResult<L7Policy>> {
  return runAction((ctx) => createL7PolicyChain(ctx, input));
}

export async function updateL7PolicyAction(input: UpdateL7PolicyInput): Promise<ActionResult<L7Policy>> {
  return runAction((ctx) => updateL7Policy(ctx, input));
}

export async function deleteL7PolicyAction(input: DeleteL7PolicyInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteL7Policy(ctx, input));
}

export async function readL7PoliciesAction(listenerId: string): Promise<ActionResult<L7PolicyView[]>> {
  return runAction((ctx) => listL7Policies(ctx, { listenerId }));
}

export async function readOverlapsAction(listenerId: string): Promise<ActionResult<PolicyOverlap[]>> {
  return runAction((ctx) => listOverlaps(ctx, listenerId));
}

export async function explainRoutesAction(input: RouteQuestion): Promise<ActionResult<RouteAnswer[]>> {
  return runAction((ctx) => explainRoutes(ctx, input));
}
