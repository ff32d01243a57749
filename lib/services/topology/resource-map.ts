import type { ResourceMap } from "@/lib/model/resource-map";
import type { Context } from "../context";
import { findLoadBalancer } from "../find";
import { l7PolicyViews } from "./policy-views";
import { readScope } from "./scope";
import { listenerView, memberView, poolView } from "./views";

/** Listeners, policies, groups and servers of one load balancer, of one moment. */
export function readResourceMap(ctx: Context, loadBalancerId: string): ResourceMap {
  findLoadBalancer(ctx, ctx.db, loadBalancerId);
  const topology = readScope(ctx, { loadBalancerId });
  const { engine } = ctx;
  const listeners = topology.listenersOf.get(loadBalancerId) ?? [];
  const pools = topology.poolsOf.get(loadBalancerId) ?? [];
  return {
    listeners: listeners.map((row) => listenerView(engine, topology, row)),
    policiesOf: Object.fromEntries(listeners.map((row) => [row.id, l7PolicyViews(engine, topology, row)])),
    pools: pools.map((row) => poolView(engine, topology, row)),
    membersOf: Object.fromEntries(
      pools.map(({ id }) => [id, (topology.membersOf.get(id) ?? []).map((row) => memberView(engine, topology, row))]),
    ),
  };
}
