"use server";

import type { CreateServerInput, DeleteServersInput, Server, ServerView, UpdateServerInput } from "@/lib/model/server";
import { createServer } from "@/lib/services/server/create";
import { deleteServers } from "@/lib/services/server/delete";
import { listServers } from "@/lib/services/server/list";
import { updateServer } from "@/lib/services/server/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createServerAction(input: CreateServerInput): Promise<ActionResult<Server>> {
  return runAction((ctx) => createServer(ctx, input));
}

export async function updateServerAction(input: UpdateServerInput): Promise<ActionResult<Server>> {
  return runAction((ctx) => updateServer(ctx, input));
}

export async function deleteServersAction(input: DeleteServersInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteServers(ctx, input));
}

export async function readServersAction(filter: { projectId?: string } = {}): Promise<ActionResult<ServerView[]>> {
  return runAction((ctx) => listServers(ctx, filter));
}
