"use server";

import type { CreateSubnetInput, CreateVpcInput, Subnet, Vpc } from "@/lib/model/network";
import { createSubnet } from "@/lib/services/subnet/create";
import { createVpc } from "@/lib/services/vpc/create";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function createVpcAction(input: CreateVpcInput): Promise<ActionResult<Vpc>> {
  return runAction((ctx) => createVpc(ctx, input));
}

export async function createSubnetAction(input: CreateSubnetInput): Promise<ActionResult<Subnet>> {
  return runAction((ctx) => createSubnet(ctx, input));
}
