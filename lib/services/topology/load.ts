import { eq, getTableColumns, inArray, sql } from "drizzle-orm";
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
  subnets,
  vpcs,
} from "@/lib/db/schema";
import { groupBy } from "./group-by";

/** Load balancers with everything under them, read in a fixed number of queries. */
export interface Topology {
  loadBalancers: LoadBalancerRow[];
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
  membersOf: ReadonlyMap<string, MemberRow[]>;
  monitorOf: ReadonlyMap<string, HealthMonitorRow>;
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
const inserted = sql`rowid`;

/** All load balancers, or those of `ids`. */
export function loadTopology(tx: Reader, ids?: readonly string[]): Topology {
  const some = ids === undefined ? undefined : [...ids];
  const balancerRows = tx
    .select()
    .from(loadBalancers)
    .where(some && inArray(loadBalancers.id, some))
    .orderBy(loadBalancers.createdAt, inserted)
    .all();
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
  const memberRows = tx
    .select()
    .from(members)
    .where(poolIds && inArray(members.poolId, poolIds))
    .orderBy(members.createdAt, inserted)
    .all();
  const monitorRows = tx
    .select()
    .from(healthMonitors)
    .where(poolIds && inArray(healthMonitors.poolId, poolIds))
    .all();
  const listenerIds = some && listenerRows.map((row) => row.id);
  const policyRows = tx
    .select()
    .from(l7Policies)
    .where(listenerIds && inArray(l7Policies.listenerId, listenerIds))
    .orderBy(l7Policies.position)
    .all();
  const ruleRows = tx
    .select(getTableColumns(l7Rules))
    .from(l7Rules)
    .innerJoin(l7Policies, eq(l7Policies.id, l7Rules.policyId))
    .where(listenerIds && inArray(l7Policies.listenerId, listenerIds))
    .orderBy(l7Rules.createdAt, sql`${l7Rules}.rowid`)
    .all();
  const eipRows = tx
    .select()
    .from(eips)
    .where(some && inArray(eips.loadBalancerId, some))
    .all();
  return {
    loadBalancers: balancerRows,
    projectOf: new Map(balancerRows.map((row) => [row.id, row.projectId])),
    listenersOf: groupBy(listenerRows, (row) => row.loadBalancerId),
    poolsOf: groupBy(poolRows, (row) => row.loadBalancerId),
    pools: new Map(poolRows.map((row) => [row.id, row])),
    usersOfPool: groupBy(listenerRows, (row) => row.defaultPoolId),
    policiesOf: groupBy(policyRows, (row) => row.listenerId),
    rulesOf: groupBy(ruleRows, (row) => row.policyId),
    policiesUsingPool: groupBy(policyRows, (row) => row.redirectPoolId),
    membersOf: groupBy(memberRows, (row) => row.poolId),
    monitorOf: new Map(monitorRows.map((row) => [row.poolId, row])),
    eipOf: new Map(eipRows.flatMap((row) => (row.loadBalancerId === null ? [] : [[row.loadBalancerId, row]]))),
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
