import { CreateHealthMonitorInput } from "@/lib/model/healthmonitor";
import { CreateListenerInput } from "@/lib/model/listener";
import { CreateLoadBalancerInput, type LoadBalancer } from "@/lib/model/loadbalancer";
import { AddMembersInput, type MemberInput } from "@/lib/model/member";
import { CreatePoolInput } from "@/lib/model/pool";
import { type Context, requireRole } from "../context";
import { findLoadBalancer } from "../find";
import { insertHealthMonitor } from "../healthmonitor/insert";
import { insertListener } from "../listener/insert";
import { insertMembers } from "../member/insert";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertPool } from "../pool/insert";
import { insertLoadBalancer } from "./create";

/** What may be written together with a new load balancer; a listener names its group by its place in `pools`. */
export interface LoadBalancerGraph {
  pools: {
    fields: Omit<CreatePoolInput, "loadBalancerId" | "listenerId">;
    members: MemberInput[];
    healthMonitor: Omit<CreateHealthMonitorInput, "poolId"> | null;
  }[];
  listeners: { fields: Omit<CreateListenerInput, "loadBalancerId" | "defaultPoolId">; pool: number | null }[];
}

/** Creates a load balancer with everything under it in one transaction, or nothing. */
export function createLoadBalancerGraph(
  ctx: Context,
  raw: CreateLoadBalancerInput,
  graph: LoadBalancerGraph,
): LoadBalancer {
  return audited(ctx, { event: "create loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateLoadBalancerInput, raw);
    return withTransaction(ctx, (mutation) => {
      const balancer = insertLoadBalancer(ctx, mutation, input);
      const poolIds = graph.pools.map((pool) => insertGraphPool(ctx, mutation, balancer.id, pool));
      for (const { fields, pool } of graph.listeners) {
        const defaultPoolId = pool === null ? null : (poolIds[pool] ?? null);
        const listener = parse(CreateListenerInput, { ...fields, loadBalancerId: balancer.id, defaultPoolId });
        insertListener(ctx, mutation, findLoadBalancer(ctx, mutation.tx, balancer.id), listener);
      }
      return balancer;
    });
  });
}

function insertGraphPool(
  ctx: Context,
  mutation: Mutation,
  loadBalancerId: string,
  { fields, members, healthMonitor }: LoadBalancerGraph["pools"][number],
): string {
  const balancer = findLoadBalancer(ctx, mutation.tx, loadBalancerId);
  const pool = insertPool(ctx, mutation, balancer, parse(CreatePoolInput, { ...fields, loadBalancerId }));
  if (healthMonitor !== null) {
    const monitor = parse(CreateHealthMonitorInput, { ...healthMonitor, poolId: pool.id });
    insertHealthMonitor(ctx, mutation, pool, monitor);
  }
  if (members.length > 0)
    insertMembers(ctx, mutation, pool, parse(AddMembersInput, { poolId: pool.id, members }).members);
  return pool.id;
}
