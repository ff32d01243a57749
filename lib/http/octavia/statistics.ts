import type { Context } from "@/lib/services/context";
import { getHealthMonitor } from "@/lib/services/healthmonitor/get";
import { listListeners } from "@/lib/services/listener/list";
import { getLoadBalancer } from "@/lib/services/loadbalancer/get";
import { listMembers } from "@/lib/services/member/list";
import { readTrafficTotals } from "@/lib/services/metrics/totals";
import { getPool } from "@/lib/services/pool/get";
import { type ApiCall, ok } from "./api-call";
import { memberStatus, operatingStatus, provisioning } from "./status";

function statsBody(ctx: Context, object: { type: "loadbalancer" | "listener"; id: string }) {
  const totals = readTrafficTotals(ctx, object);
  return {
    stats: {
      active_connections: totals.connections,
      bytes_in: totals.bytesIn,
      bytes_out: totals.bytesOut,
      request_errors: totals.status5xx,
      total_connections: totals.newConnections,
    },
  };
}

export function loadBalancerStatsRoute(call: ApiCall): Response {
  return ok(statsBody(call.ctx, { type: "loadbalancer", id: call.id() }));
}

export function listenerStatsRoute(call: ApiCall): Response {
  return ok(statsBody(call.ctx, { type: "listener", id: call.id() }));
}

/** The whole tree of a load balancer with the two statuses of each object. */
export function loadBalancerStatusRoute(call: ApiCall): Response {
  const { ctx } = call;
  const balancer = getLoadBalancer(ctx, call.id());
  const listeners = listListeners(ctx, { loadBalancerId: balancer.id }).map((listener) => {
    const pool = listener.defaultPoolId === null ? null : poolStatus(ctx, listener.defaultPoolId);
    return {
      id: listener.id,
      name: listener.name,
      provisioning_status: provisioning(listener).provisioning_status,
      operating_status: operatingStatus(listener.health, pool?.members.length ?? 0, listener.configuration),
      pools: pool === null ? [] : [pool],
    };
  });
  return ok({
    statuses: {
      loadbalancer: {
        id: balancer.id,
        name: balancer.name,
        provisioning_status: provisioning(balancer).provisioning_status,
        operating_status: operatingStatus(balancer.health, balancer.servers.length, balancer.configuration),
        listeners,
      },
    },
  });
}

function poolStatus(ctx: Context, id: string) {
  const pool = getPool(ctx, id);
  const monitor = pool.healthMonitor === null ? null : getHealthMonitor(ctx, pool.healthMonitor.id);
  return {
    id,
    name: pool.name,
    provisioning_status: provisioning(pool).provisioning_status,
    operating_status: operatingStatus(pool.health, pool.memberCount, pool.configuration),
    ...(monitor === null
      ? {}
      : {
          health_monitor: {
            id: monitor.id,
            name: monitor.name,
            type: monitor.type === "UDP" ? "UDP-CONNECT" : monitor.type,
            provisioning_status: provisioning(monitor).provisioning_status,
            operating_status: monitor.enabled ? "ONLINE" : "OFFLINE",
          },
        }),
    members: listMembers(ctx, id).map((member) => ({
      id: member.id,
      name: member.name,
      provisioning_status: provisioning(member).provisioning_status,
      operating_status: memberStatus(member.status.health),
      address: member.address,
      protocol_port: member.port,
    })),
  };
}
