import {
  type ListenerRow,
  type LoadBalancerRow,
  type MemberRow,
  type PoolRow,
  toHealthMonitor,
  toListener,
  toMember,
  toPool,
} from "@/lib/db/mappers";
import type { ListenerView } from "@/lib/model/listener";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import type { MemberView } from "@/lib/model/member";
import type { PoolView } from "@/lib/model/pool";
import { combineHealth, type Health, type MemberHealth } from "@/lib/model/status";
import type { EngineView } from "../engine-view";
import type { Topology } from "./load";
import { configurationOf, memberHealthOf } from "./state";

function memberHealth(engine: EngineView, topology: Topology, row: MemberRow): MemberHealth {
  return memberHealthOf(engine, row, topology.monitorOf.get(row.poolId)?.enabled === true);
}

export function memberView(engine: EngineView, topology: Topology, row: MemberRow): MemberView {
  return {
    ...toMember(row),
    configuration: configurationOf(engine, "member", row),
    status: memberHealth(engine, topology, row),
  };
}

function poolHealth(engine: EngineView, topology: Topology, pool: PoolRow): Health {
  if (!pool.enabled) return "disabled";
  const members = topology.membersOf.get(pool.id) ?? [];
  return combineHealth(members.map((row) => memberHealth(engine, topology, row).health));
}

export function poolView(engine: EngineView, topology: Topology, row: PoolRow): PoolView {
  const monitor = topology.monitorOf.get(row.id);
  const users = topology.usersOfPool.get(row.id) ?? [];
  return {
    ...toPool(row),
    projectId: topology.projectOf.get(row.loadBalancerId) ?? "",
    name: topology.nameOf(row),
    healthMonitor: monitor === undefined ? null : toHealthMonitor(monitor),
    listeners: users.map((user) => ({
      id: user.id,
      name: topology.nameOf(user),
      protocol: user.protocol,
      port: user.port,
    })),
    policies: (topology.policiesUsingPool.get(row.id) ?? []).map((policy) => ({
      id: policy.id,
      name: topology.nameOf(policy),
      listenerId: policy.listenerId,
    })),
    scalingGroups: (topology.scalingGroupsOf.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
    memberCount: topology.membersOf.get(row.id)?.length ?? 0,
    configuration: configurationOf(engine, "pool", row),
    health: poolHealth(engine, topology, row),
  };
}

export function listenerView(engine: EngineView, topology: Topology, row: ListenerRow): ListenerView {
  const pool = row.defaultPoolId === null ? undefined : topology.pools.get(row.defaultPoolId);
  const policies = topology.policiesOf.get(row.id) ?? [];
  const redirect = policies.find((policy) => policy.redirectListenerId !== null);
  const target = topology.listeners.get(redirect?.redirectListenerId ?? "");
  return {
    ...toListener(row),
    projectId: topology.projectOf.get(row.loadBalancerId) ?? "",
    name: topology.nameOf(row),
    defaultPool: pool === undefined ? null : { id: pool.id, name: topology.nameOf(pool) },
    policyIds: policies.map((policy) => policy.id),
    redirect:
      redirect === undefined || target === undefined
        ? null
        : {
            policyId: redirect.id,
            enabled: redirect.enabled,
            listener: { id: target.id, name: topology.nameOf(target), port: target.port },
          },
    redirectedFrom: (topology.redirectsTo.get(row.id) ?? []).flatMap(({ listenerId }) => {
      const from = topology.listeners.get(listenerId);
      return from === undefined ? [] : [{ id: from.id, name: topology.nameOf(from) }];
    }),
    configuration: configurationOf(engine, "listener", row),
    health: listenerHealth(engine, topology, row, pool),
  };
}

function listenerHealth(engine: EngineView, topology: Topology, row: ListenerRow, pool: PoolRow | undefined): Health {
  if (!row.enabled) return "disabled";
  return pool === undefined ? "unknown" : poolHealth(engine, topology, pool);
}

/** Servers of a load balancer in the order in which the keel strip draws them. */
function serversOf(topology: Topology, id: string): MemberRow[] {
  return (topology.poolsOf.get(id) ?? []).flatMap((pool) => topology.membersOf.get(pool.id) ?? []);
}

export function loadBalancerView(engine: EngineView, topology: Topology, row: LoadBalancerRow): LoadBalancerView {
  const eip = topology.eipOf.get(row.id);
  const servers = serversOf(topology, row.id);
  const states = servers.map((server) => memberHealth(engine, topology, server));
  const since = states.reduce((latest, state) => Math.max(latest, state.since), 0);
  return {
    ...row,
    name: topology.nameOf(row),
    projectName: topology.projectNames.get(row.projectId) ?? "",
    vpcName: topology.vpcs.get(row.vpcId)?.name ?? "",
    subnetName: topology.subnetNames.get(row.subnetId) ?? "",
    eip:
      eip === undefined
        ? null
        : {
            id: eip.id,
            address: eip.address,
            externalAddress: eip.externalAddress,
            bandwidthMbps: eip.bandwidthMbps,
          },
    configuration: configurationOf(engine, "loadbalancer", row),
    health: row.enabled ? combineHealth(states.map(({ health }) => health)) : "disabled",
    healthSince: since === 0 ? null : since,
    listeners: (topology.listenersOf.get(row.id) ?? []).map((listener) => ({
      id: listener.id,
      name: topology.nameOf(listener),
      protocol: listener.protocol,
      port: listener.port,
      acceptProxyProtocol: listener.acceptProxyProtocol,
      configuration: configurationOf(engine, "listener", listener),
    })),
    servers: servers.map(({ id, name, address, port, weight }, index) => ({
      memberId: id,
      name: name === "" ? `${address}:${port}` : name,
      health: states[index]?.health ?? "unknown",
      weight,
    })),
  };
}
