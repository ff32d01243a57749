import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { Overview } from "@/lib/model/overview";
import type { Configuration, Health } from "@/lib/model/status";
import type { Context } from "../context";
import { listEips } from "../eip/list";
import { listLoadBalancers } from "../loadbalancer/list";
import { readQuotas } from "../project/quota";
import { findSample } from "../sample/find";
import { currentGeneration } from "../settings";
import { readScope } from "../topology/scope";
import { listTraces } from "../trace/list";
import { readAttention } from "./attention";

const busiestCount = 5;
/** Seconds over which the rate of the busiest is taken. */
const windowS = 10;

/** What the first screen shows, of one project or of all that the caller may see. */
export function readOverview(ctx: Context, filter: { projectId?: string } = {}): Overview {
  const balancers = listLoadBalancers(ctx, filter);
  const topology = readScope(ctx);
  const shown = new Set(balancers.map((balancer) => balancer.id));
  const poolCount = [...topology.poolsOf].reduce((sum, [id, rows]) => sum + (shown.has(id) ? rows.length : 0), 0);
  return {
    counts: {
      loadBalancers: balancers.length,
      listeners: balancers.reduce((sum, balancer) => sum + balancer.listeners.length, 0),
      pools: poolCount,
      servers: balancers.reduce((sum, balancer) => sum + balancer.servers.length, 0),
      eips: listEips(ctx, filter).length,
      byConfiguration: countConfigurations(balancers),
      byHealth: countHealth(balancers.map((balancer) => balancer.health)),
      serversByHealth: countHealth(balancers.flatMap((balancer) => balancer.servers.map((server) => server.health))),
    },
    busiest: busiest(ctx, balancers),
    attention: readAttention(ctx, topology, balancers),
    recent: listTraces(ctx, { limit: 8 }),
    quotas: readQuotas(ctx, filter.projectId),
    sampleId: findSample(ctx),
    engine: {
      connected: ctx.engine.connected,
      generation: currentGeneration(ctx.db),
      running: ctx.engine.running,
      applied: ctx.engine.applied,
      problem: ctx.engine.problem,
    },
  };
}

function countConfigurations(balancers: readonly LoadBalancerView[]): Record<Configuration, number> {
  const counts: Record<Configuration, number> = { applying: 0, "in-effect": 0, refused: 0, disabled: 0 };
  for (const balancer of balancers) {
    const refused = balancer.listeners.some((listener) => listener.configuration.state === "refused");
    counts[refused ? "refused" : balancer.configuration.state] += 1;
  }
  return counts;
}

function countHealth(states: readonly Health[]): Record<Health, number> {
  const counts: Record<Health, number> = {
    online: 0,
    degraded: 0,
    offline: 0,
    "no-monitor": 0,
    draining: 0,
    disabled: 0,
    unknown: 0,
  };
  for (const state of states) counts[state] += 1;
  return counts;
}

function busiest(ctx: Context, balancers: readonly LoadBalancerView[]): Overview["busiest"] {
  return balancers
    .map(({ id, name, health }) => {
      const traffic = ctx.engine.recentTraffic(id, windowS);
      return { id, name, health, requestsPerSecond: (traffic?.requests ?? 0) / windowS, traffic };
    })
    .toSorted((a, b) => b.requestsPerSecond - a.requestsPerSecond)
    .slice(0, busiestCount);
}
