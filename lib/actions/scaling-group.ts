"use server";

import type {
  CreateScalingGroupInput,
  CreateScalingLinkInput,
  DeregisterInstancesInput,
  RegisterInstancesInput,
  ScalingGroup,
  ScalingGroupView,
  ScalingInstance,
  ScalingLink,
  UpdateScalingGroupInput,
  UpdateScalingLinkInput,
} from "@/lib/model/scaling-group";
import { createScalingGroup } from "@/lib/services/scalinggroup/create";
import { deleteScalingGroup } from "@/lib/services/scalinggroup/delete";
import { createScalingLink, deleteScalingLink, updateScalingLink } from "@/lib/services/scalinggroup/links";
import { getScalingGroup, listScalingGroups } from "@/lib/services/scalinggroup/list";
import { deregisterInstances, registerInstances } from "@/lib/services/scalinggroup/register";
import { updateScalingGroup } from "@/lib/services/scalinggroup/update";
import type { ActionResult, ItemResult } from "./result";
import { runAction, runCommand, runEach } from "./run";

export async function createScalingGroupAction(input: CreateScalingGroupInput): Promise<ActionResult<ScalingGroup>> {
  return runAction((ctx) => createScalingGroup(ctx, input));
}

export async function updateScalingGroupAction(input: UpdateScalingGroupInput): Promise<ActionResult<ScalingGroup>> {
  return runAction((ctx) => updateScalingGroup(ctx, input));
}

export async function deleteScalingGroupAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteScalingGroup(ctx, input));
}

export async function readScalingGroupsAction(): Promise<ActionResult<ScalingGroupView[]>> {
  return runAction((ctx) => listScalingGroups(ctx));
}

export async function readScalingGroupAction(id: string): Promise<ActionResult<ScalingGroupView>> {
  return runAction((ctx) => getScalingGroup(ctx, id));
}

export async function registerInstancesAction(input: RegisterInstancesInput): Promise<ActionResult<ScalingInstance[]>> {
  return runAction((ctx) => registerInstances(ctx, input));
}

export async function deregisterInstancesAction(input: DeregisterInstancesInput): Promise<ActionResult> {
  return runCommand((ctx) => deregisterInstances(ctx, input));
}

export async function createScalingLinkAction(input: CreateScalingLinkInput): Promise<ActionResult<ScalingLink>> {
  return runAction((ctx) => createScalingLink(ctx, input));
}

export async function updateScalingLinkAction(input: UpdateScalingLinkInput): Promise<ActionResult<ScalingLink>> {
  return runAction((ctx) => updateScalingLink(ctx, input));
}

export async function deleteScalingLinksAction(
  scalingGroupId: string,
  ids: string[],
): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => deleteScalingLink(ctx, { scalingGroupId, id }));
}

export async function deleteScalingLinkAction(input: { scalingGroupId: string; id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteScalingLink(ctx, input));
}
