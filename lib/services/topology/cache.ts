import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { loadBalancers } from "@/lib/db/schema";
import { currentGeneration } from "../settings";
import { loadTopology, type Topology } from "./load";

const kept = new WeakMap<Db, { generation: number; ofProject: Map<string | null, Topology> }>();

/**
 * Everything, or all of one project, as of the newest generation: every mutation makes one, so that what is read once
 * serves until the next. Within a transaction it is read anew, for that may yet be undone. Nobody writes into it.
 */
export function cachedTopology(db: Db, projectId: string | null): Topology {
  if (db.$client.inTransaction) return readTopology(db, projectId);
  const generation = currentGeneration(db);
  let known = kept.get(db);
  if (known?.generation !== generation) {
    known = { generation, ofProject: new Map() };
    kept.set(db, known);
  }
  const topology = known.ofProject.get(projectId) ?? readTopology(db, projectId);
  known.ofProject.set(projectId, topology);
  return topology;
}

function readTopology(db: Db, projectId: string | null): Topology {
  if (projectId === null) return loadTopology(db);
  const rows = db
    .select({ id: loadBalancers.id })
    .from(loadBalancers)
    .where(eq(loadBalancers.projectId, projectId))
    .all();
  return loadTopology(
    db,
    rows.map(({ id }) => id),
  );
}
