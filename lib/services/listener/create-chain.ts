import { CreateL7PolicyInput } from "@/lib/model/l7policy";
import { CreateListenerInput, type Listener } from "@/lib/model/listener";
import { CreateListenerChainInput } from "@/lib/model/listener-chain";
import { type Context, requireRole } from "../context";
import { findListener, findLoadBalancer } from "../find";
import { insertPolicy } from "../l7policy/insert";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertGroupChoice } from "../pool/insert-choice";
import { insertListener } from "./insert";

export interface ListenerChain {
  listener: Listener;
  /** Empty: it redirects. */
  poolId: string;
}

/** Writes listener and group with health check and servers, or redirect, in one transaction, or nothing (LS-05). */
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
  const { redirectListenerId, listener: own, pool: choice } = input;
  const poolId =
    redirectListenerId === null ? insertGroupChoice(ctx, mutation, { balancer, listener: own, choice }) : null;
  const fields = CreateListenerInput.parse({ ...own, loadBalancerId: balancer.id, defaultPoolId: poolId });
  const listener = insertListener(ctx, mutation, balancer, fields, "listener.");
  if (redirectListenerId !== null) {
    const redirect = { listenerId: listener.id, action: "REDIRECT_TO_LISTENER", redirectListenerId };
    const { row } = findListener(ctx, mutation.tx, listener.id);
    insertPolicy(ctx, mutation, row, balancer.projectId, CreateL7PolicyInput.parse(redirect));
  }
  return { listener, poolId: poolId ?? "" };
}
