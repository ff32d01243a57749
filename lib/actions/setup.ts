"use server";

import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { completeSetup } from "@/lib/auth/setup";
import type { ActionResult } from "./result";
import { describeError } from "./run";

/** First visit: chooses the password of `admin`. Signing in is the next step. */
export async function completeSetupAction(input: { password: string; code?: string }): Promise<ActionResult> {
  try {
    await completeSetup(await headers(), input);
    return { ok: true, data: null };
  } catch (error) {
    return { ok: false, error: describeError(error, randomUUID()) };
  }
}
