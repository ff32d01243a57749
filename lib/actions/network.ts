"use server";

import type {
  CreateEipPoolInput,
  CreateSubnetInput,
  CreateVpcInput,
  EipPool,
  EipPoolView,
  HostAddress,
  HostAddressSettings,
  ImportHostAddressInput,
  Subnet,
  SubnetView,
  UpdateSubnetInput,
  UpdateVpcInput,
  Vpc,
  VpcView,
} from "@/lib/model/network";
import { createEipPool } from "@/lib/services/eippool/create";
import { deleteEipPool } from "@/lib/services/eippool/delete";
import { listEipPools } from "@/lib/services/eippool/list";
import { importHostAddress } from "@/lib/services/hostaddress/import";
import { listHostAddresses } from "@/lib/services/hostaddress/list";
import { updateHostAddressSettings } from "@/lib/services/hostaddress/settings";
import { createSubnet } from "@/lib/services/subnet/create";
import { deleteSubnet } from "@/lib/services/subnet/delete";
import { listSubnets } from "@/lib/services/subnet/list";
import { updateSubnet } from "@/lib/services/subnet/update";
import { createVpc } from "@/lib/services/vpc/create";
import { deleteVpc } from "@/lib/services/vpc/delete";
import { listVpcViews } from "@/lib/services/vpc/list";
import { updateVpc } from "@/lib/services/vpc/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function readVpcsAction(): Promise<ActionResult<VpcView[]>> {
  return runAction((ctx) => listVpcViews(ctx));
}

export async function createVpcAction(input: CreateVpcInput): Promise<ActionResult<Vpc>> {
  return runAction((ctx) => createVpc(ctx, input));
}

export async function updateVpcAction(input: UpdateVpcInput): Promise<ActionResult<Vpc>> {
  return runAction((ctx) => updateVpc(ctx, input));
}

export async function deleteVpcAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteVpc(ctx, input));
}

export async function readSubnetsAction(): Promise<ActionResult<SubnetView[]>> {
  return runAction((ctx) => listSubnets(ctx));
}

export async function createSubnetAction(input: CreateSubnetInput): Promise<ActionResult<Subnet>> {
  return runAction((ctx) => createSubnet(ctx, input));
}

export async function updateSubnetAction(input: UpdateSubnetInput): Promise<ActionResult<Subnet>> {
  return runAction((ctx) => updateSubnet(ctx, input));
}

export async function deleteSubnetAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteSubnet(ctx, input));
}

export async function readEipPoolsAction(): Promise<ActionResult<EipPoolView[]>> {
  return runAction((ctx) => listEipPools(ctx));
}

export async function createEipPoolAction(input: CreateEipPoolInput): Promise<ActionResult<EipPool>> {
  return runAction((ctx) => createEipPool(ctx, input));
}

export async function deleteEipPoolAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteEipPool(ctx, input));
}

export async function readHostAddressesAction(): Promise<ActionResult<HostAddress[]>> {
  return runAction((ctx) => listHostAddresses(ctx));
}

export async function importHostAddressAction(input: ImportHostAddressInput): Promise<ActionResult> {
  return runCommand((ctx) => importHostAddress(ctx, input));
}

export async function updateHostAddressSettingsAction(
  input: HostAddressSettings,
): Promise<ActionResult<HostAddressSettings>> {
  return runAction((ctx) => updateHostAddressSettings(ctx, input));
}
