import { isLayer4 } from "@/lib/model/listener";
import { type MetricKey, type MetricKind, metricKinds, metricOf, metricsOf } from "@/lib/model/metric-catalogue";
import type { MetricObject } from "@/lib/model/metric-object";
import type { Context } from "../context";
import { listEips } from "../eip/list";
import { readScope } from "../topology/scope";

/** Metrics of each kind where no HTTP is spoken. */
const ofLayer4 = Object.fromEntries(
  metricKinds.map((kind) => [kind, metricsOf(kind).filter((key) => metricOf(key).layer7 !== true)]),
) as Record<MetricKind, MetricKey[]>;

/** Everything with metrics that the caller may see and has chosen to see: load balancers with all under them, EIPs. */
export function listMetricObjects(ctx: Context): MetricObject[] {
  const topology = readScope(ctx);
  const objects: MetricObject[] = [];
  for (const balancer of topology.loadBalancers) {
    const parent = { loadBalancerId: balancer.id, loadBalancerName: topology.nameOf(balancer) };
    const add = (type: MetricKind, row: { id: string; name: string }, metrics = metricsOf(type), poolId?: string) =>
      objects.push({ type, id: row.id, name: topology.nameOf(row), ...parent, poolId: poolId ?? null, metrics });
    add("loadbalancer", balancer);
    for (const listener of topology.listenersOf.get(balancer.id) ?? []) {
      add("listener", listener, isLayer4(listener.protocol) ? ofLayer4.listener : undefined);
    }
    for (const pool of topology.poolsOf.get(balancer.id) ?? []) {
      const isHttp = pool.protocol === "HTTP";
      add("pool", pool, isHttp ? undefined : ofLayer4.pool);
      for (const member of topology.membersOf.get(pool.id) ?? []) {
        add("member", member, isHttp ? undefined : ofLayer4.member, pool.id);
      }
    }
  }
  for (const eip of listEips(ctx, { projectId: ctx.shownProjectId ?? undefined })) {
    objects.push({
      type: "eip",
      id: eip.id,
      name: eip.address,
      loadBalancerId: eip.loadBalancerId,
      loadBalancerName: eip.loadBalancerName ?? "",
      poolId: null,
      metrics: metricsOf("eip"),
    });
  }
  return objects;
}
