import { CreateListenerInput, type Listener } from "@/lib/model/listener";
import { type Context, requireRole } from "../context";
import { findLoadBalancer } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertListener } from "./insert";

/** Creates a listener alone; the wizard's whole chain is {@link createListenerChain}. */
export function createListener(ctx: Context, raw: CreateListenerInput): Listener {
  return audited(ctx, { event: "create listener", type: "listener", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateListenerInput, raw);
    return withTransaction(ctx, (mutation) => {
      const balancer = findLoadBalancer(ctx, mutation.tx, input.loadBalancerId);
      return insertListener(ctx, mutation, balancer, input);
    });
  });
}
