import { getTableName, inArray } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { eips, healthMonitors, l7Policies, l7Rules, listeners, loadBalancers, members, pools } from "@/lib/db/schema";
import { KeptRows } from "./kept-rows";
import { inserted, type TopologyRows } from "./load";

/** The tables of a topology as one connection has read them. */
export class KeptTables {
  private readonly loadBalancers = new KeptRows(getTableName(loadBalancers), (db, ids) =>
    db
      .select()
      .from(loadBalancers)
      .where(ids && inArray(loadBalancers.id, [...ids]))
      .orderBy(loadBalancers.createdAt, inserted)
      .all(),
  );
  private readonly listeners = new KeptRows(getTableName(listeners), (db, ids) =>
    db
      .select()
      .from(listeners)
      .where(ids && inArray(listeners.id, [...ids]))
      .orderBy(listeners.createdAt, inserted)
      .all(),
  );
  private readonly pools = new KeptRows(getTableName(pools), (db, ids) =>
    db
      .select()
      .from(pools)
      .where(ids && inArray(pools.id, [...ids]))
      .orderBy(pools.createdAt, inserted)
      .all(),
  );
  private readonly members = new KeptRows(getTableName(members), (db, ids) =>
    db
      .select()
      .from(members)
      .where(ids && inArray(members.id, [...ids]))
      .orderBy(members.createdAt, inserted)
      .all(),
  );
  private readonly healthMonitors = new KeptRows(getTableName(healthMonitors), (db, ids) =>
    db
      .select()
      .from(healthMonitors)
      .where(ids && inArray(healthMonitors.id, [...ids]))
      .all(),
  );
  private readonly l7Policies = new KeptRows(
    getTableName(l7Policies),
    (db) => db.select().from(l7Policies).orderBy(l7Policies.position).all(),
    true,
  );
  private readonly l7Rules = new KeptRows(getTableName(l7Rules), (db, ids) =>
    db
      .select()
      .from(l7Rules)
      .where(ids && inArray(l7Rules.id, [...ids]))
      .orderBy(l7Rules.createdAt, inserted)
      .all(),
  );
  private readonly eips = new KeptRows(getTableName(eips), (db, ids) =>
    db
      .select()
      .from(eips)
      .where(ids && inArray(eips.id, [...ids]))
      .all(),
  );

  /** Everything; for use outside of transactions. */
  read(db: Db): TopologyRows {
    return {
      loadBalancers: this.loadBalancers.all(db),
      listeners: this.listeners.all(db),
      pools: this.pools.all(db),
      members: this.members.all(db),
      healthMonitors: this.healthMonitors.all(db),
      l7Policies: this.l7Policies.all(db),
      l7Rules: this.l7Rules.all(db),
      eips: this.eips.all(db),
    };
  }
}

/** What of it belongs to the load balancers of one project. */
export function rowsOfProject(rows: TopologyRows, projectId: string): TopologyRows {
  const balancers = rows.loadBalancers.filter((row) => row.projectId === projectId);
  const balancerIds = idsOf(balancers);
  const ofBalancer = (row: { loadBalancerId: string | null }) => balancerIds.has(row.loadBalancerId ?? "");
  const ownListeners = rows.listeners.filter(ofBalancer);
  const ownPools = rows.pools.filter(ofBalancer);
  const poolIds = idsOf(ownPools);
  const listenerIds = idsOf(ownListeners);
  const policies = rows.l7Policies.filter((row) => listenerIds.has(row.listenerId));
  const policyIds = idsOf(policies);
  return {
    loadBalancers: balancers,
    listeners: ownListeners,
    pools: ownPools,
    members: rows.members.filter((row) => poolIds.has(row.poolId)),
    healthMonitors: rows.healthMonitors.filter((row) => poolIds.has(row.poolId)),
    l7Policies: policies,
    l7Rules: rows.l7Rules.filter((row) => policyIds.has(row.policyId)),
    eips: rows.eips.filter(ofBalancer),
  };
}

function idsOf(rows: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id));
}
