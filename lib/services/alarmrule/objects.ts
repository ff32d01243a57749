import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { certificates, eips, logGroups, logStreams, projects } from "@/lib/db/schema";
import type { AlarmObject, AlarmObjectType } from "@/lib/model/alarm";
import { type Context, requireProject } from "../context";
import { memberName } from "../member/name";
import { cachedTopology } from "../topology/cache";

/** Everything of a project, by default the caller's, that a rule of this type can be set on. */
export function alarmObjects(ctx: Context, type: AlarmObjectType, projectId = ctx.projectId): AlarmObject[] {
  requireProject(ctx, projectId);
  return objectsOf(ctx.db, projectId, type);
}

/** The project of an object that the caller may see; undefined where it cannot be told. */
export function projectOfObject(ctx: Context, type: AlarmObjectType, id?: string): string | undefined {
  if (id === undefined) return undefined;
  const objects = new AlarmObjects(ctx.db);
  const own = ctx.actor.projectId === null ? undefined : eq(projects.id, ctx.actor.projectId);
  const known = ctx.db.select({ id: projects.id }).from(projects).where(own).all();
  return known.find((project) => objects.find(project.id, type, id) !== undefined)?.id;
}

function objectsOf(db: Db, projectId: string, type: AlarmObjectType): AlarmObject[] {
  const topology = cachedTopology(db, projectId);
  const { loadBalancers } = topology;
  switch (type) {
    case "loadbalancer":
      return loadBalancers.map((row) => named(type, row, `/load-balancers/${row.id}`));
    case "listener":
      return loadBalancers
        .flatMap(({ id }) => topology.listenersOf.get(id) ?? [])
        .map((row) => named(type, row, `/load-balancers/${row.loadBalancerId}/listeners/${row.id}`));
    case "pool":
      return [...topology.pools.values()].map((row) => named(type, row, poolHref(row)));
    case "member":
      return [...topology.pools.values()].flatMap((pool) =>
        (topology.membersOf.get(pool.id) ?? []).map((row) =>
          named(type, { id: row.id, name: memberName(row) }, poolHref(pool)),
        ),
      );
    case "certificate":
      return db
        .select({ id: certificates.id, name: certificates.name })
        .from(certificates)
        .where(eq(certificates.projectId, projectId))
        .all()
        .map((row) => named(type, row, `/certificates/${row.id}`));
    case "eip":
      return db
        .select({ id: eips.id, name: eips.address })
        .from(eips)
        .where(eq(eips.projectId, projectId))
        .all()
        .map((row) => named(type, row, "/network/eips"));
    case "logstream":
      return db
        .select({ id: logStreams.id, name: logStreams.name, groupId: logGroups.id })
        .from(logStreams)
        .innerJoin(logGroups, eq(logStreams.groupId, logGroups.id))
        .where(eq(logGroups.projectId, projectId))
        .all()
        .map((row) => named(type, row, `/logs/${row.groupId}/${row.id}`));
    case "engine":
      return [{ type, id: engineId, name: engineId, href: "/" }];
  }
}

/** The one engine of an installation has no id of its own. */
export const engineId = "engine";

function poolHref({ id, loadBalancerId }: { id: string; loadBalancerId: string }): string {
  return `/load-balancers/${loadBalancerId}/groups/${id}`;
}

function named(type: AlarmObjectType, { id, name }: { id: string; name: string }, href: string): AlarmObject {
  return { type, id, name: name === "" ? id.slice(0, 8) : name, href };
}

/** Reads the objects of each project and type once. */
export class AlarmObjects {
  private readonly known = new Map<string, AlarmObject[]>();

  constructor(private readonly db: Db) {}

  all(projectId: string, type: AlarmObjectType): AlarmObject[] {
    const key = `${projectId} ${type}`;
    const objects = this.known.get(key) ?? objectsOf(this.db, projectId, type);
    this.known.set(key, objects);
    return objects;
  }

  find(projectId: string, type: AlarmObjectType, id: string): AlarmObject | undefined {
    return this.all(projectId, type).find((object) => object.id === id);
  }
}
