"use server";

import { headers } from "next/headers";
import { getAuth } from "@/lib/auth/auth";
import type { Role } from "@/lib/services/context";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function readAccountAction(): Promise<ActionResult<{ id: string; name: string; role: Role }>> {
  return runAction(({ actor: { id, name, role } }) => ({ id, name, role }));
}

/** Ends every other session of the caller. Signing in and out are `POST /api/auth/sign-in/username` and `/sign-out`. */
export async function signOutElsewhereAction(): Promise<ActionResult> {
  return runAction(async () => {
    await getAuth().api.revokeOtherSessions({ headers: await headers() });
    return null;
  });
}
