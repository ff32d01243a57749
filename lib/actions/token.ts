"use server";

import type { ApiTokenView, CreateApiTokenInput, NewApiToken } from "@/lib/model/api-token";
import { createApiToken } from "@/lib/services/token/create";
import { deleteApiToken } from "@/lib/services/token/delete";
import { listApiTokens } from "@/lib/services/token/list";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function readApiTokensAction(): Promise<ActionResult<ApiTokenView[]>> {
  return runAction(listApiTokens);
}

export async function createApiTokenAction(input: CreateApiTokenInput): Promise<ActionResult<NewApiToken>> {
  return runAction((ctx) => createApiToken(ctx, input));
}

export async function deleteApiTokenAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteApiToken(ctx, input));
}
