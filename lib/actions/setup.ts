"use server";

import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { completeSetup, readSetupState, type SetupState } from "@/lib/auth/setup";
import type { ActionResult } from "./result";
import { describeError } from "./run";

export async function readSetupAction(): Promise<SetupState> {
  return readSetupState(await headers());
}

/** First visit: chooses the password of `admin`. Signing in is the next step. */
export async function completeSetupAction(input: { password: string; code?: string }): Promise<ActionResult> {
  try {
    await completeSetup(await headers(), { password: String(input.password), code: input.code && String(input.code) });
    return { ok: true, data: null };
  } catch (error) {
    return { ok: false, error: describeError(error, randomUUID()) };
  }
}
