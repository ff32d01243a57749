import { eq, inArray } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import {
  alarmRules,
  certificates,
  healthMonitors,
  l7Policies,
  listeners,
  loadBalancers,
  logGroups,
  members,
  pools,
  scalingGroups,
} from "@/lib/db/schema";
import type { Trace, TraceView } from "@/lib/model/trace";

/** The pages of objects that have none of their own, by resource type. */
const lists: Readonly<Record<string, string>> = {
  server: "/servers",
  sourceaddress: "/network/source-addresses",
  hostaddress: "/network/eips",
  eippool: "/network/eips",
  region: "/access/projects",
  quota: "/access/projects",
  project: "/access/projects",
  token: "/access/tokens",
  user: "/access/users",
  eip: "/network/eips",
  vpc: "/network/vpcs",
  subnet: "/network/subnets",
  logstream: "/logs",
  logtransfer: "/logs",
  alarmtarget: "/alarms/targets",
  alarmsettings: "/alarms/targets",
};

/** Objects with a page of their own that needs nothing but their id. */
const withPage = [
  ["loadbalancer", loadBalancers, "/load-balancers"],
  ["certificate", certificates, "/certificates"],
  ["scalinggroup", scalingGroups, "/scaling-groups"],
  ["loggroup", logGroups, "/logs"],
  ["alarmrule", alarmRules, "/alarms"],
] as const;

/** Events with the page of what each tells of, null where that is gone. */
export function withPages(db: Reader, events: readonly Trace[]): TraceView[] {
  const pages = pagesOf(db, events);
  return events.map((event) => ({ ...event, href: pages.get(event.id) ?? null }));
}

/** Where the console shows what each event tells of, by the event's id; without those whose object is gone. */
function pagesOf(db: Reader, events: readonly Trace[]): ReadonlyMap<string, string> {
  const idsOf = (type: string): string[] => [
    ...new Set(events.filter(({ resourceType }) => resourceType === type).map(({ resourceId }) => resourceId)),
  ];
  const pages = new Map<string, string>();
  const add = (type: string, rows: readonly { id: string; balancer: string | null; rest: string }[]): void => {
    for (const { id, balancer, rest } of rows) {
      if (balancer !== null) pages.set(`${type} ${id}`, `/load-balancers/${balancer}${rest}`);
    }
  };
  for (const [type, table, section] of withPage) {
    const rows = db
      .select({ id: table.id })
      .from(table)
      .where(inArray(table.id, idsOf(type)))
      .all();
    for (const { id } of rows) pages.set(`${type} ${id}`, `${section}/${id}`);
  }
  const ofListener = { id: listeners.id, balancer: listeners.loadBalancerId };
  add(
    "listener",
    db
      .select(ofListener)
      .from(listeners)
      .where(inArray(listeners.id, idsOf("listener")))
      .all()
      .map((row) => ({ ...row, rest: `/listeners/${row.id}` })),
  );
  add(
    "l7policy",
    db
      .select({ ...ofListener, id: l7Policies.id, listener: listeners.id })
      .from(l7Policies)
      .innerJoin(listeners, eq(listeners.id, l7Policies.listenerId))
      .where(inArray(l7Policies.id, idsOf("l7policy")))
      .all()
      .map((row) => ({ ...row, rest: `/listeners/${row.listener}` })),
  );
  const ofPool = { id: pools.id, balancer: pools.loadBalancerId, pool: pools.id };
  const inGroup = <Row extends { pool: string }>(row: Row) => ({ ...row, rest: `/groups/${row.pool}` });
  add(
    "pool",
    db
      .select(ofPool)
      .from(pools)
      .where(inArray(pools.id, idsOf("pool")))
      .all()
      .map(inGroup),
  );
  add(
    "member",
    db
      .select({ ...ofPool, id: members.id })
      .from(members)
      .innerJoin(pools, eq(pools.id, members.poolId))
      .where(inArray(members.id, idsOf("member")))
      .all()
      .map(inGroup),
  );
  add(
    "healthmonitor",
    db
      .select({ ...ofPool, id: healthMonitors.id })
      .from(healthMonitors)
      .innerJoin(pools, eq(pools.id, healthMonitors.poolId))
      .where(inArray(healthMonitors.id, idsOf("healthmonitor")))
      .all()
      .map(inGroup),
  );
  return new Map(
    events.flatMap(({ id, event, resourceType, resourceId }): [string, string][] => {
      const page =
        pages.get(`${resourceType} ${resourceId}`) ?? (event.startsWith("delete") ? undefined : lists[resourceType]);
      return page === undefined ? [] : [[id, page]];
    }),
  );
}
