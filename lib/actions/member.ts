"use server";

import type {
  AddMembersInput,
  DrainMembersInput,
  Member,
  MemberView,
  RemoveMembersInput,
  UpdateMemberInput,
  UpdateMembersInput,
} from "@/lib/model/member";
import { addMembers } from "@/lib/services/member/add";
import { checkMember } from "@/lib/services/member/check";
import { drainMembers } from "@/lib/services/member/drain";
import { listMembers } from "@/lib/services/member/list";
import { removeMembers } from "@/lib/services/member/remove";
import { updateMember } from "@/lib/services/member/update";
import { updateMembers } from "@/lib/services/member/update-many";
import type { ProbeReport } from "@/lib/model/probe-report";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function addMembersAction(input: AddMembersInput): Promise<ActionResult<Member[]>> {
  return runAction((ctx) => addMembers(ctx, input));
}

export async function updateMemberAction(input: UpdateMemberInput): Promise<ActionResult<Member>> {
  return runAction((ctx) => updateMember(ctx, input));
}

export async function updateMembersAction(input: UpdateMembersInput): Promise<ActionResult> {
  return runCommand((ctx) => updateMembers(ctx, input));
}

export async function drainMembersAction(input: DrainMembersInput): Promise<ActionResult> {
  return runCommand((ctx) => drainMembers(ctx, input));
}

export async function removeMembersAction(input: RemoveMembersInput): Promise<ActionResult> {
  return runCommand((ctx) => removeMembers(ctx, input));
}

/** Probes a server now, and tells how that went. */
export async function checkMemberAction(input: {
  poolId: string;
  id: string;
}): Promise<ActionResult<ProbeReport | null>> {
  return runAction((ctx) => checkMember(ctx, input));
}

export async function readMembersAction(poolId: string): Promise<ActionResult<MemberView[]>> {
  return runAction((ctx) => listMembers(ctx, poolId));
}
