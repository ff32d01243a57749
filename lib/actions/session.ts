"use server";

import { headers } from "next/headers";
import { currentSessionId } from "@/lib/auth/context";
import type { SessionView } from "@/lib/model/session";
import { endSession } from "@/lib/services/session/end";
import { listSessions } from "@/lib/services/session/list";
import type { ActionResult, ItemResult } from "./result";
import { runAction, runEach } from "./run";

export async function readSessionsAction(): Promise<ActionResult<SessionView[]>> {
  return runAction(async (ctx) => listSessions(ctx, await currentSessionId(await headers())));
}

export async function endSessionsAction(ids: string[]): Promise<ActionResult<ItemResult[]>> {
  return runEach(ids, (ctx, id) => endSession(ctx, { id }));
}
