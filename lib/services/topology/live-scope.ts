import { desc, eq, sql } from "drizzle-orm";
import { traces } from "@/lib/db/schema";
import type { Context } from "../context";
import { cachedTopology } from "./cache";
import type { Topology } from "./load";

/** Belongs to the installation: whoever signs in reads it. */
const shared: ReadonlySet<string> = new Set(["vpc", "subnet", "eippool", "region", "sourceaddress", "hostaddress"]);

/** What of the live stream somebody may see. */
export interface LiveScope {
  /** May a load balancer, or something under it, be told of? */
  has(id: string): boolean;
  /** Changes of what may be seen, that which was just deleted or moved away included. */
  changes<Change extends { type: string; id: string }>(changes: readonly Change[]): Change[];
}

/** For who sees one project; null: the caller sees every one. */
export function liveScope(ctx: Context): LiveScope | null {
  const { projectId } = ctx.actor;
  if (projectId === null) return null;
  let known = idsOf(cachedTopology(ctx.db, projectId));
  const newestProject = (id: string) =>
    ctx.db
      .select({ projectId: traces.projectId })
      .from(traces)
      .where(eq(traces.resourceId, id))
      .orderBy(desc(sql`rowid`))
      .limit(1)
      .get()?.projectId;
  return {
    has: (id) => idsOf(cachedTopology(ctx.db, projectId)).has(id),
    changes: (changes) => {
      const before = known;
      known = idsOf(cachedTopology(ctx.db, projectId));
      return changes.filter(
        ({ type, id }) => shared.has(type) || known.has(id) || before.has(id) || newestProject(id) === projectId,
      );
    },
  };
}

const remembered = new WeakMap<Topology, ReadonlySet<string>>();

/** A topology stays the same object until something changes. */
function idsOf(topology: Topology): ReadonlySet<string> {
  const found = remembered.get(topology);
  if (found !== undefined) return found;
  const ids = new Set<string>([
    ...topology.loadBalancers.map(({ id }) => id),
    ...topology.listeners.keys(),
    ...topology.pools.keys(),
  ]);
  for (const rows of [topology.membersOf, topology.policiesOf, topology.rulesOf]) {
    for (const under of rows.values()) for (const { id } of under) ids.add(id);
  }
  for (const { id } of topology.monitorOf.values()) ids.add(id);
  for (const { id } of topology.eipOf.values()) ids.add(id);
  remembered.set(topology, ids);
  return ids;
}
