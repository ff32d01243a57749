import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { BalancerState, Overview } from "@/lib/model/overview";
import type { Configuration, Health } from "@/lib/model/status";
import type { Context } from "../context";
import { listEips } from "../eip/list";
import { listLoadBalancers } from "../loadbalancer/list";
import { readQuotas } from "../project/quota";
import { findSample } from "../sample/find";
import { currentGeneration } from "../settings";
import { readScope } from "../topology/scope";
import { listTraces } from "../trace/list";
import { withPages } from "../trace/pages";
import { readAttention } from "./attention";

/** What the first screen shows, of one project or of all that the caller may see: counted here, not in the browser. */
export function readOverview(ctx: Context, filter: { projectId?: string } = {}): Overview {
  const balancers = listLoadBalancers(ctx, filter);
  const topology = readScope(ctx);
  const shown = new Set(balancers.map((balancer) => balancer.id));
  const poolCount = [...topology.poolsOf].reduce((sum, [id, rows]) => sum + (shown.has(id) ? rows.length : 0), 0);
  const listeners = balancers.flatMap((balancer) => balancer.listeners);
  const servers = balancers.flatMap((balancer) => balancer.servers);
  const sampleId = findSample(ctx);
  return {
    counts: {
      loadBalancers: balancers.length,
      listeners: listeners.length,
      pools: poolCount,
      servers: servers.length,
      eips: listEips(ctx, filter).length,
      balancers: countWords(noBalancers, balancers.map(stateOf)),
      listenersByConfiguration: countWords(
        noConfigurations,
        listeners.map(({ configuration }) => configuration.state),
      ),
      serversByHealth: countWords(
        noHealth,
        servers.map(({ health }) => health),
      ),
    },
    balancers: balancers.map((view) => ({ id: view.id, name: view.name, state: stateOf(view), health: view.health })),
    attention: readAttention(ctx, topology, balancers),
    recent: withPages(ctx.db, listTraces(ctx, { limit: mostTraces })),
    quotas: readQuotas(ctx, filter.projectId),
    sample: balancers.find(({ id }) => id === sampleId) ?? null,
    engine: {
      connected: ctx.engine.connected,
      generation: currentGeneration(ctx.db),
      running: ctx.engine.running,
      applied: ctx.engine.applied,
      problem: ctx.engine.problem,
    },
  };
}

const mostTraces = 8;
const noBalancers: Record<BalancerState, number> = {
  online: 0,
  degraded: 0,
  offline: 0,
  notChecked: 0,
  idle: 0,
  off: 0,
};
const noConfigurations: Record<Configuration, number> = { applying: 0, "in-effect": 0, refused: 0, disabled: 0 };
const noHealth: Record<Health, number> = {
  online: 0,
  degraded: 0,
  offline: 0,
  "no-monitor": 0,
  draining: 0,
  disabled: 0,
  unknown: 0,
};

function countWords<Word extends string>(zero: Record<Word, number>, words: readonly Word[]): Record<Word, number> {
  const counts = { ...zero };
  for (const word of words) counts[word] += 1;
  return counts;
}

function stateOf({ enabled, servers, health }: LoadBalancerView): BalancerState {
  if (!enabled) return "off";
  if (servers.length === 0) return "idle";
  return health === "online" || health === "degraded" || health === "offline" ? health : "notChecked";
}
