"use server";

import type { ListPage } from "@/lib/model/list-query";
import type { TraceQuery, TraceView } from "@/lib/model/trace";
import type { ChainVerdict } from "@/lib/model/trace-chain";
import { searchTraces } from "@/lib/services/trace/search";
import { verifyChain } from "@/lib/services/trace/verify";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function searchTracesAction(query: TraceQuery): Promise<ActionResult<ListPage<TraceView>>> {
  return runAction((ctx) => searchTraces(ctx, query));
}

export async function verifyChainAction(): Promise<ActionResult<ChainVerdict>> {
  return runAction((ctx) => verifyChain(ctx));
}
