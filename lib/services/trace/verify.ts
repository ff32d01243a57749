import type { ChainVerdict } from "@/lib/model/trace-chain";
import type { Context } from "../context";
import { ServiceError } from "../errors";
import { verifyTraces } from "./chain";

/** Walks the chain of all audit events, for those who may see all of them. */
export function verifyChain(ctx: Context): Promise<ChainVerdict> {
  if (ctx.actor.projectId !== null) throw new ServiceError("forbidden");
  return verifyTraces(ctx.db);
}
