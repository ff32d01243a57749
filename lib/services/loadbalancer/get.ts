import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { topologyOf } from "../topology/scope";
import { loadBalancerView } from "../topology/views";

export function getLoadBalancer(ctx: Context, id: string): LoadBalancerView {
  const row = findLoadBalancer(ctx, ctx.db, id);
  return loadBalancerView(ctx.engine, topologyOf(ctx, [id]), row);
}
