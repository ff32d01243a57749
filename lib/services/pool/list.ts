import type { PoolView } from "@/lib/model/pool";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { readScope } from "../topology/scope";
import { poolView } from "../topology/views";

/** Groups of one load balancer, or of all that the caller may see, in order of creation. */
export function listPools(ctx: Context, filter: { loadBalancerId?: string } = {}): PoolView[] {
  if (filter.loadBalancerId !== undefined) findLoadBalancer(ctx, ctx.db, filter.loadBalancerId);
  const topology = readScope(ctx, filter);
  return topology.loadBalancers
    .flatMap((balancer) => topology.poolsOf.get(balancer.id) ?? [])
    .map((row) => poolView(ctx.engine, topology, row));
}
