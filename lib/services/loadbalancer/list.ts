import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Context } from "../context";
import { readScope } from "../topology/scope";
import { loadBalancerView } from "../topology/views";

/** How many the caller may see and has chosen to see. */
export function countLoadBalancers(ctx: Context): number {
  return readScope(ctx).loadBalancers.length;
}

/** Load balancers in order of creation, of one project or of all that the caller may see. */
export function listLoadBalancers(ctx: Context, filter: { projectId?: string } = {}): LoadBalancerView[] {
  const topology = readScope(ctx);
  return topology.loadBalancers
    .filter((row) => filter.projectId === undefined || row.projectId === filter.projectId)
    .map((row) => loadBalancerView(ctx.engine, topology, row));
}
