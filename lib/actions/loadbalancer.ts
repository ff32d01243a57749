"use server";

import type {
  CreateLoadBalancerInput,
  DeleteLoadBalancerInput,
  LoadBalancer,
  LoadBalancerView,
  UpdateLoadBalancerInput,
} from "@/lib/model/loadbalancer";
import { createLoadBalancer } from "@/lib/services/loadbalancer/create";
import { deleteLoadBalancer } from "@/lib/services/loadbalancer/delete";
import { getLoadBalancer } from "@/lib/services/loadbalancer/get";
import { listLoadBalancers } from "@/lib/services/loadbalancer/list";
import { updateLoadBalancer } from "@/lib/services/loadbalancer/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createLoadBalancerAction(input: CreateLoadBalancerInput): Promise<ActionResult<LoadBalancer>> {
  return runAction((ctx) => createLoadBalancer(ctx, input));
}

export async function updateLoadBalancerAction(input: UpdateLoadBalancerInput): Promise<ActionResult<LoadBalancer>> {
  return runAction((ctx) => updateLoadBalancer(ctx, input));
}

export async function deleteLoadBalancerAction(input: DeleteLoadBalancerInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteLoadBalancer(ctx, input));
}

export async function readLoadBalancersAction(
  filter: { projectId?: string } = {},
): Promise<ActionResult<LoadBalancerView[]>> {
  return runAction((ctx) => listLoadBalancers(ctx, filter));
}

export async function readLoadBalancerAction(id: string): Promise<ActionResult<LoadBalancerView>> {
  return runAction((ctx) => getLoadBalancer(ctx, id));
}
