import type { ListenerView } from "@/lib/model/listener";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { readScope } from "../topology/scope";
import { listenerView } from "../topology/views";

/** Listeners of one load balancer, or of all that the caller may see, in order of creation. */
export function listListeners(ctx: Context, filter: { loadBalancerId?: string } = {}): ListenerView[] {
  if (filter.loadBalancerId !== undefined) findLoadBalancer(ctx, ctx.db, filter.loadBalancerId);
  const topology = readScope(ctx, filter);
  return topology.loadBalancers
    .flatMap((balancer) => topology.listenersOf.get(balancer.id) ?? [])
    .map((row) => listenerView(ctx.engine, topology, row));
}
