import { eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import type {
  EipRow,
  HealthMonitorRow,
  L7PolicyRow,
  L7RuleRow,
  ListenerRow,
  LoadBalancerRow,
  MemberRow,
  PoolRow,
} from "@/lib/db/mappers";
import {
  eips,
  healthMonitors,
  l7Policies,
  l7Rules,
  listeners,
  loadBalancers,
  members,
  pools,
  projects,
  scalingGroups,
  scalingLinks,
  subnets,
  vpcs,
} from "@/lib/db/schema";
import { groupBy } from "./group-by";

/** Load balancers with everything under them, read in a fixed number of queries. */
export interface Topology {
  loadBalancers: readonly LoadBalancerRow[];
  /** Id of the project, by load balancer. */
  projectOf: ReadonlyMap<string, string>;
  listenersOf: ReadonlyMap<string, ListenerRow[]>;
  poolsOf: ReadonlyMap<string, PoolRow[]>;
  pools: ReadonlyMap<string, PoolRow>;
  usersOfPool: ReadonlyMap<string, ListenerRow[]>;
  /** By listener. */
  policiesOf: ReadonlyMap<string, L7PolicyRow[]>;
  /** By policy. */
  rulesOf: ReadonlyMap<string, L7RuleRow[]>;
  policiesUsingPool: ReadonlyMap<string, L7PolicyRow[]>;
  listeners: ReadonlyMap<string, ListenerRow>;
  /** Redirects to a listener. */
  redirectsTo: ReadonlyMap<string, L7PolicyRow[]>;
  membersOf: ReadonlyMap<string, MemberRow[]>;
  monitorOf: ReadonlyMap<string, HealthMonitorRow>;
  /** Scaling groups linked to a group, each once. */
  scalingGroupsOf: ReadonlyMap<string, Named[]>;
  eipOf: ReadonlyMap<string, EipRow>;
  projectNames: ReadonlyMap<string, string>;
  vpcs: ReadonlyMap<string, { name: string; cidr: string }>;
  subnetNames: ReadonlyMap<string, string>;
  /** Name to show of an object; see {@link namesFor}. */
  nameOf(object: Named): string;
}

export interface Named {
  id: string;
  name: string;
}

/** What one transaction adds has one time: the order of insertion tells it apart. */
export const inserted = sql`rowid`;

/** The rows that a topology is made of, each table in its order. */
export interface TopologyRows {
  loadBalancers: readonly LoadBalancerRow[];
  listeners: readonly ListenerRow[];
  pools: readonly PoolRow[];
  members: readonly MemberRow[];
  healthMonitors: readonly HealthMonitorRow[];
  l7Policies: readonly L7PolicyRow[];
  l7Rules: readonly L7RuleRow[];
  eips: readonly EipRow[];
}

/** Load balancers of `ids`, read now. */
export function loadTopology(tx: Reader, ids?: readonly string[]): Topology {
  return topologyFrom(tx, readTopologyRows(tx, ids));
}

/** All load balancers, or those of `ids`, with all that hangs under them. */
function readTopologyRows(tx: Reader, ids?: readonly string[]): TopologyRows {
  const some = ids === undefined ? undefined : [...ids];
  const listenerRows = tx
    .select()
    .from(listeners)
    .where(some && inArray(listeners.loadBalancerId, some))
    .orderBy(listeners.createdAt, inserted)
    .all();
  const poolRows = tx
    .select()
    .from(pools)
    .where(some && inArray(pools.loadBalancerId, some))
    .orderBy(pools.createdAt, inserted)
    .all();
  const poolIds = some && poolRows.map((row) => row.id);
  const listenerIds = some && listenerRows.map((row) => row.id);
  const policyRows = tx
    .select()
    .from(l7Policies)
    .where(listenerIds && inArray(l7Policies.listenerId, listenerIds))
    .orderBy(l7Policies.position)
    .all();
  const policyIds = some && policyRows.map((row) => row.id);
  return {
    loadBalancers: tx
      .select()
      .from(loadBalancers)
      .where(some && inArray(loadBalancers.id, some))
      .orderBy(loadBalancers.createdAt, inserted)
      .all(),
    listeners: listenerRows,
    pools: poolRows,
    members: tx
      .select()
      .from(members)
      .where(poolIds && inArray(members.poolId, poolIds))
      .orderBy(members.createdAt, inserted)
      .all(),
    healthMonitors: tx
      .select()
      .from(healthMonitors)
      .where(poolIds && inArray(healthMonitors.poolId, poolIds))
      .all(),
    l7Policies: policyRows,
    l7Rules: tx
      .select()
      .from(l7Rules)
      .where(policyIds && inArray(l7Rules.policyId, policyIds))
      .orderBy(l7Rules.createdAt, inserted)
      .all(),
    eips: tx
      .select()
      .from(eips)
      .where(some && inArray(eips.loadBalancerId, some))
      .all(),
  };
}

/** Names of projects, networks and scaling groups are read now. */
export function topologyFrom(tx: Reader, rows: TopologyRows): Topology {
  return {
    loadBalancers: rows.loadBalancers,
    projectOf: new Map(rows.loadBalancers.map((row) => [row.id, row.projectId])),
    listenersOf: groupBy(rows.listeners, (row) => row.loadBalancerId),
    poolsOf: groupBy(rows.pools, (row) => row.loadBalancerId),
    pools: new Map(rows.pools.map((row) => [row.id, row])),
    usersOfPool: groupBy(rows.listeners, (row) => row.defaultPoolId),
    policiesOf: groupBy(rows.l7Policies, (row) => row.listenerId),
    rulesOf: groupBy(rows.l7Rules, (row) => row.policyId),
    policiesUsingPool: groupBy(rows.l7Policies, (row) => row.redirectPoolId),
    listeners: new Map(rows.listeners.map((row) => [row.id, row])),
    redirectsTo: groupBy(rows.l7Policies, (row) => row.redirectListenerId),
    membersOf: groupBy(rows.members, (row) => row.poolId),
    monitorOf: new Map(rows.healthMonitors.map((row) => [row.poolId, row])),
    scalingGroupsOf: groupBy(
      tx
        .selectDistinct({ poolId: scalingLinks.poolId, id: scalingGroups.id, name: scalingGroups.name })
        .from(scalingLinks)
        .innerJoin(scalingGroups, eq(scalingGroups.id, scalingLinks.scalingGroupId))
        .all(),
      (row) => row.poolId,
    ),
    eipOf: new Map(rows.eips.flatMap((row) => (row.loadBalancerId === null ? [] : [[row.loadBalancerId, row]]))),
    projectNames: new Map(
      tx
        .select()
        .from(projects)
        .all()
        .map((row) => [row.id, row.name]),
    ),
    vpcs: new Map(
      tx
        .select()
        .from(vpcs)
        .all()
        .map((row) => [row.id, row]),
    ),
    nameOf: ({ name }) => name,
    subnetNames: new Map(
      tx
        .select()
        .from(subnets)
        .all()
        .map((row) => [row.id, row.name]),
    ),
  };
}
