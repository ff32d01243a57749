import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Attention } from "@/lib/model/overview";
import { listFiringAlarms } from "../alarm/firing";
import type { Context } from "../context";
import { memberName } from "../member/name";
import { groupBy } from "../topology/group-by";
import type { Topology } from "../topology/load";
import { listenerView, memberView, poolView } from "../topology/views";

/** What should be looked at: the engine, refusals, servers that are down, chains that are not finished. */
export function readAttention(ctx: Context, topology: Topology, balancers: readonly LoadBalancerView[]): Attention[] {
  const items: Attention[] = [];
  if (ctx.engine.problem !== null) items.push({ kind: "engine", problem: ctx.engine.problem });
  items.push(
    ...ctx.engine.notices.map((notice) => ({ kind: "notice" as const, notice, lateChecks: ctx.engine.lateChecks })),
  );
  items.push(...alarms(ctx));
  items.push(...balancers.flatMap((balancer) => refusals(ctx, topology, balancer)));
  items.push(...balancers.flatMap((balancer) => servers(ctx, topology, balancer)));
  items.push(...balancers.flatMap(incomplete));
  return items;
}

/** One item a rule. */
function alarms(ctx: Context): Attention[] {
  return [...groupBy(listFiringAlarms(ctx), ({ ruleId }) => ruleId).values()].flatMap((firing): Attention[] => {
    const [first] = firing;
    if (first === undefined) return [];
    const { id, name } = first.rule;
    return [{ kind: "alarm", rule: { id, name }, object: first.object.name, count: firing.length, since: first.since }];
  });
}

function refusals(ctx: Context, topology: Topology, balancer: LoadBalancerView): Attention[] {
  const pools = topology.poolsOf.get(balancer.id) ?? [];
  const objects = [
    { type: "loadbalancer" as const, ...balancer },
    ...(topology.listenersOf.get(balancer.id) ?? []).map((row) => ({
      type: "listener" as const,
      ...listenerView(ctx.engine, topology, row),
    })),
    ...pools.map((row) => ({ type: "pool" as const, ...poolView(ctx.engine, topology, row) })),
    ...pools
      .flatMap((pool) => topology.membersOf.get(pool.id) ?? [])
      .map((row) => ({ type: "member" as const, ...memberView(ctx.engine, topology, row), name: memberName(row) })),
  ];
  return objects.flatMap(({ type, id, name, configuration }): Attention[] =>
    configuration.state === "refused" && configuration.refusal !== undefined
      ? [
          {
            kind: "refused",
            object: { type, id, name },
            loadBalancer: subject(balancer),
            refusal: configuration.refusal,
          },
        ]
      : [],
  );
}

function servers(ctx: Context, topology: Topology, balancer: LoadBalancerView): Attention[] {
  if (balancer.health !== "offline" && balancer.health !== "degraded") return [];
  const bad = (topology.poolsOf.get(balancer.id) ?? [])
    .flatMap((pool) => topology.membersOf.get(pool.id) ?? [])
    .map((row) => memberView(ctx.engine, topology, row))
    .filter((member) => member.status.health === "offline")
    .map((member) => ({
      memberId: member.id,
      poolId: member.poolId,
      name: memberName(member),
      reason: member.status.reason,
      detail: member.status.detail,
      since: member.status.since,
    }));
  return [{ kind: balancer.health, loadBalancer: subject(balancer), servers: bad }];
}

function incomplete(balancer: LoadBalancerView): Attention[] {
  if (!balancer.enabled) return [];
  if (balancer.listeners.length === 0) {
    return [{ kind: "incomplete", missing: "listener", loadBalancer: subject(balancer) }];
  }
  if (balancer.servers.length > 0) return [];
  return [{ kind: "incomplete", missing: "servers", loadBalancer: subject(balancer) }];
}

function subject(balancer: LoadBalancerView): { id: string; name: string } {
  return { id: balancer.id, name: balancer.name };
}
