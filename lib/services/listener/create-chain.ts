import { CreateListenerInput, type Listener } from "@/lib/model/listener";
import { CreateListenerChainInput } from "@/lib/model/listener-chain";
import { type Context, requireRole } from "../context";
import { findLoadBalancer } from "../find";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertGroupChoice } from "../pool/insert-choice";
import { insertListener } from "./insert";

export interface ListenerChain {
  listener: Listener;
  poolId: string;
}

/** Writes listener, group, health check and servers of the wizard in one transaction, or nothing (LS-05). */
export function createListenerChain(ctx: Context, raw: CreateListenerChainInput): ListenerChain {
  return audited(ctx, { event: "create listener", type: "listener", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateListenerChainInput, raw);
    return withTransaction(ctx, (mutation) => insertListenerChain(ctx, mutation, input));
  });
}

type ParsedChain = ReturnType<typeof CreateListenerChainInput.parse>;

export function insertListenerChain(ctx: Context, mutation: Mutation, input: ParsedChain): ListenerChain {
  const balancer = findLoadBalancer(ctx, mutation.tx, input.loadBalancerId);
  const poolId = insertGroupChoice(ctx, mutation, { balancer, listener: input.listener, choice: input.pool });
  const fields = CreateListenerInput.parse({ ...input.listener, loadBalancerId: balancer.id, defaultPoolId: poolId });
  return { listener: insertListener(ctx, mutation, balancer, fields, "listener."), poolId };
}
