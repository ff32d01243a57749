"use server";

import type {
  BindEipInput,
  CreateEipInput,
  CreateSubnetInput,
  CreateVpcInput,
  DeleteEipInput,
  Eip,
  EipView,
  Subnet,
  SubnetView,
  UnbindEipInput,
  UpdateEipInput,
  Vpc,
} from "@/lib/model/network";
import { bindEip } from "@/lib/services/eip/bind";
import { createEip } from "@/lib/services/eip/create";
import { deleteEip } from "@/lib/services/eip/delete";
import { listEips } from "@/lib/services/eip/list";
import { unbindEip } from "@/lib/services/eip/unbind";
import { updateEip } from "@/lib/services/eip/update";
import { createSubnet } from "@/lib/services/subnet/create";
import { listSubnets } from "@/lib/services/subnet/list";
import { createVpc } from "@/lib/services/vpc/create";
import { listVpcs } from "@/lib/services/vpc/list";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createVpcAction(input: CreateVpcInput): Promise<ActionResult<Vpc>> {
  return runAction((ctx) => createVpc(ctx, input));
}

export async function createSubnetAction(input: CreateSubnetInput): Promise<ActionResult<Subnet>> {
  return runAction((ctx) => createSubnet(ctx, input));
}

export async function createEipAction(input: CreateEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => createEip(ctx, input));
}

export async function bindEipAction(input: BindEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => bindEip(ctx, input));
}

export async function unbindEipAction(input: UnbindEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => unbindEip(ctx, input));
}

/** Bandwidth and external address. */
export async function updateEipAction(input: UpdateEipInput): Promise<ActionResult<Eip>> {
  return runAction((ctx) => updateEip(ctx, input));
}

export async function deleteEipAction(input: DeleteEipInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteEip(ctx, input));
}

export async function readVpcsAction(): Promise<ActionResult<Vpc[]>> {
  return runAction(listVpcs);
}

export async function readSubnetsAction(filter: { vpcId?: string } = {}): Promise<ActionResult<SubnetView[]>> {
  return runAction((ctx) => listSubnets(ctx, filter));
}

export async function readEipsAction(
  filter: { projectId?: string; unbound?: boolean } = {},
): Promise<ActionResult<EipView[]>> {
  return runAction((ctx) => listEips(ctx, filter));
}
