import { CreateListenerInput, type Listener } from "@/lib/model/listener";
import { CreateListenerChainInput } from "@/lib/model/listener-chain";
import { poolProtocolFor } from "@/lib/model/pool";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { findLoadBalancer } from "../find";
import { insertHealthMonitor } from "../healthmonitor/insert";
import { insertMembers } from "../member/insert";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertPool } from "../pool/insert";
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
  const poolId = input.pool.kind === "existing" ? input.pool.poolId : insertChainPool(ctx, mutation, input, input.pool);
  const fields = CreateListenerInput.parse({ ...input.listener, loadBalancerId: balancer.id, defaultPoolId: poolId });
  return { listener: insertListener(ctx, mutation, balancer, fields, "listener."), poolId };
}

function insertChainPool(
  ctx: Context,
  mutation: Mutation,
  input: ParsedChain,
  step: Extract<ParsedChain["pool"], { kind: "new" }>,
): string {
  const balancer = findLoadBalancer(ctx, mutation.tx, input.loadBalancerId);
  if (step.pool.protocol !== poolProtocolFor(input.listener.protocol)) {
    const values = { pool: step.pool.protocol, listener: input.listener.protocol };
    throw invalidField("pool.pool.protocol", rule("poolProtocolMismatch", values));
  }
  const pool = insertPool(ctx, mutation, balancer, { ...step.pool, enabled: true, tags: [] });
  const { enabled, ...monitor } = step.healthMonitor;
  if (enabled) insertHealthMonitor(ctx, mutation, pool, { ...monitor, name: "", enabled: true, tags: [] });
  insertMembers(ctx, mutation, pool, step.members, "pool.members");
  return pool.id;
}
