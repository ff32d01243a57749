"use server";

import type { ListPage, ListQuery } from "@/lib/model/list-query";
import type {
  CreateLoadBalancerInput,
  DeleteLoadBalancerInput,
  DuplicateLoadBalancerInput,
  LoadBalancer,
  LoadBalancerView,
  UpdateLoadBalancerInput,
} from "@/lib/model/loadbalancer";
import type { ResourceMap } from "@/lib/model/resource-map";
import type { Tag } from "@/lib/model/tag";
import { createLoadBalancer } from "@/lib/services/loadbalancer/create";
import { deleteLoadBalancer } from "@/lib/services/loadbalancer/delete";
import { duplicateLoadBalancer } from "@/lib/services/loadbalancer/duplicate";
import { getLoadBalancer } from "@/lib/services/loadbalancer/get";
import { countLoadBalancers, listLoadBalancers } from "@/lib/services/loadbalancer/list";
import { searchLoadBalancers } from "@/lib/services/loadbalancer/search";
import { setLoadBalancerTag } from "@/lib/services/loadbalancer/set-tag";
import { updateLoadBalancer } from "@/lib/services/loadbalancer/update";
import { readResourceMap } from "@/lib/services/topology/resource-map";
import type { ActionResult, ItemResult } from "./result";
import { runAction, runCommand, runEach } from "./run";

export async function createLoadBalancerAction(input: CreateLoadBalancerInput): Promise<ActionResult<LoadBalancer>> {
  return runAction((ctx) => createLoadBalancer(ctx, input));
}

export async function duplicateLoadBalancerAction(
  input: DuplicateLoadBalancerInput,
): Promise<ActionResult<LoadBalancer>> {
  return runAction((ctx) => duplicateLoadBalancer(ctx, input));
}

export async function updateLoadBalancerAction(input: UpdateLoadBalancerInput): Promise<ActionResult<LoadBalancer>> {
  return runAction((ctx) => updateLoadBalancer(ctx, input));
}

export async function deleteLoadBalancerAction(input: DeleteLoadBalancerInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteLoadBalancer(ctx, input));
}

/** One page of the list, narrowed, sorted and cut by the server. */
export async function searchLoadBalancersAction(query: ListQuery): Promise<ActionResult<ListPage<LoadBalancerView>>> {
  return runAction((ctx) => searchLoadBalancers(ctx, query));
}

/** Each by itself: what one refuses keeps nothing from the others. */
export async function deleteLoadBalancersAction(ids: string[]): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => deleteLoadBalancer(ctx, { id }));
}

export async function switchLoadBalancersAction(ids: string[], enabled: boolean): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => void updateLoadBalancer(ctx, { id, enabled }));
}

export async function tagLoadBalancersAction(ids: string[], tag: Tag): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => void setLoadBalancerTag(ctx, { id, tag }));
}

export async function countLoadBalancersAction(): Promise<ActionResult<number>> {
  return runAction(countLoadBalancers);
}

export async function readLoadBalancersAction(
  filter: { projectId?: string } = {},
): Promise<ActionResult<LoadBalancerView[]>> {
  return runAction((ctx) => listLoadBalancers(ctx, filter));
}

export async function readLoadBalancerAction(id: string): Promise<ActionResult<LoadBalancerView>> {
  return runAction((ctx) => getLoadBalancer(ctx, id));
}

export async function readResourceMapAction(id: string): Promise<ActionResult<ResourceMap>> {
  return runAction((ctx) => readResourceMap(ctx, id));
}
