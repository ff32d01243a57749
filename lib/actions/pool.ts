"use server";

import type { PoolDiagnosis } from "@/lib/model/diagnosis";
import type {
  CreatePoolInput,
  DeletePoolInput,
  Pool,
  PoolView,
  SourceSessionsView,
  UpdatePoolInput,
} from "@/lib/model/pool";
import { clearSourceSessions } from "@/lib/services/pool/clear-sessions";
import { createPool } from "@/lib/services/pool/create";
import { deletePool } from "@/lib/services/pool/delete";
import { diagnosePool } from "@/lib/services/pool/diagnose";
import { getPool } from "@/lib/services/pool/get";
import { listPools } from "@/lib/services/pool/list";
import { readSourceSessions } from "@/lib/services/pool/sessions";
import { updatePool } from "@/lib/services/pool/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function createPoolAction(input: CreatePoolInput): Promise<ActionResult<Pool>> {
  return runAction((ctx) => createPool(ctx, input));
}

export async function updatePoolAction(input: UpdatePoolInput): Promise<ActionResult<Pool>> {
  return runAction((ctx) => updatePool(ctx, input));
}

export async function deletePoolAction(input: DeletePoolInput): Promise<ActionResult> {
  return runCommand((ctx) => deletePool(ctx, input));
}

export async function readSourceSessionsAction(poolId: string): Promise<ActionResult<SourceSessionsView>> {
  return runAction((ctx) => readSourceSessions(ctx, poolId));
}

export async function clearSourceSessionsAction(poolId: string): Promise<ActionResult> {
  return runAction(async (ctx) => {
    await clearSourceSessions(ctx, poolId);
    return null;
  });
}

export async function readPoolsAction(filter: { loadBalancerId?: string } = {}): Promise<ActionResult<PoolView[]>> {
  return runAction((ctx) => listPools(ctx, filter));
}

export async function readPoolAction(id: string): Promise<ActionResult<PoolView>> {
  return runAction((ctx) => getPool(ctx, id));
}

export async function diagnosePoolAction(id: string): Promise<ActionResult<PoolDiagnosis>> {
  return runAction((ctx) => diagnosePool(ctx, id));
}
