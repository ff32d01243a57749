import { eq, inArray, isNotNull, sql } from "drizzle-orm";
import { loadBalancers, members, pools, scalingGroups, scalingInstances, scalingLinks } from "@/lib/db/schema";
import type { ScalingGroup, ScalingGroupView } from "@/lib/model/scaling-group";
import type { Context } from "../context";
import { findScalingGroup } from "../find";
import { groupBy } from "../topology/group-by";
import { inserted } from "../topology/load";
import { readScope } from "../topology/scope";
import { memberHealthOf } from "../topology/state";

/** The scaling groups that the caller may see and has chosen to see, in order of creation. */
export function listScalingGroups(ctx: Context): ScalingGroupView[] {
  const projectId = ctx.actor.projectId ?? ctx.shownProjectId;
  const rows = ctx.db
    .select()
    .from(scalingGroups)
    .where(projectId === null ? undefined : eq(scalingGroups.projectId, projectId))
    .orderBy(scalingGroups.createdAt, scalingGroups.id)
    .all();
  return viewsOf(ctx, rows);
}

export function getScalingGroup(ctx: Context, id: string): ScalingGroupView {
  const [view] = viewsOf(ctx, [findScalingGroup(ctx, ctx.db, id)]);
  return view as ScalingGroupView;
}

function viewsOf(ctx: Context, groups: readonly ScalingGroup[]): ScalingGroupView[] {
  const { db } = ctx;
  const ids = groups.map(({ id }) => id);
  const topology = readScope(ctx);
  const instances = db
    .select()
    .from(scalingInstances)
    .where(inArray(scalingInstances.scalingGroupId, ids))
    .orderBy(scalingInstances.createdAt, scalingInstances.address)
    .all();
  const links = db
    .select({ link: scalingLinks, pool: pools, balancer: loadBalancers })
    .from(scalingLinks)
    .innerJoin(pools, eq(scalingLinks.poolId, pools.id))
    .innerJoin(loadBalancers, eq(pools.loadBalancerId, loadBalancers.id))
    .where(inArray(scalingLinks.scalingGroupId, ids))
    .orderBy(scalingLinks.createdAt, sql`${scalingLinks}.rowid`)
    .all();
  const owned = db
    .select()
    .from(members)
    .where(ids.length === 1 ? eq(members.scalingGroupId, ids[0] ?? "") : isNotNull(members.scalingGroupId))
    .orderBy(members.createdAt, inserted)
    .all();
  const instancesOf = groupBy(instances, (row) => row.scalingGroupId);
  const linksOf = groupBy(links, ({ link }) => link.scalingGroupId);
  const membersOf = groupBy(owned, (row) => `${row.scalingGroupId ?? ""} ${row.address}`);
  return groups.map((group) => ({
    ...group,
    instances: (instancesOf.get(group.id) ?? []).map((instance) => ({
      ...instance,
      places: (membersOf.get(`${group.id} ${instance.address}`) ?? [])
        .filter((row) => instance.port === null || row.port === instance.port || isFixed(links, row))
        .map((row) => ({
          memberId: row.id,
          poolId: row.poolId,
          port: row.port,
          weight: row.weight,
          health: memberHealthOf(ctx.engine, row, topology.monitorOf.get(row.poolId)?.enabled === true).health,
        })),
    })),
    links: (linksOf.get(group.id) ?? []).map(({ link, pool, balancer }) => ({
      ...link,
      pool: {
        id: pool.id,
        name: topology.nameOf(pool),
        protocol: pool.protocol,
        loadBalancerId: balancer.id,
        loadBalancerName: topology.nameOf(balancer),
      },
    })),
  }));
}

/** The port of a server is its link's, not its instance's own. */
function isFixed(
  links: readonly { link: { poolId: string; port: number | null } }[],
  row: { poolId: string; port: number },
): boolean {
  return links.some(({ link }) => link.poolId === row.poolId && link.port === row.port);
}
