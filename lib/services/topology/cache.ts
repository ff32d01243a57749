import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { loadBalancers } from "@/lib/db/schema";
import { currentGeneration } from "../settings";
import { KeptTables, rowsOfProject } from "./kept-tables";
import { loadTopology, type Topology, topologyFrom, type TopologyRows } from "./load";

interface Kept {
  readonly tables: KeptTables;
  generation: number;
  rows: TopologyRows;
  readonly ofProject: Map<string | null, Topology>;
}

const kept = new WeakMap<Db, Kept>();

/**
 * Everything, or all of one project, as of the newest generation: every mutation makes one, so that what is read once
 * serves until the next, and then only rows that changed are read. Within a transaction all is read anew, for that may
 * yet be undone. Nobody writes into it.
 */
export function cachedTopology(db: Db, projectId: string | null): Topology {
  if (db.$client.inTransaction) return readTopology(db, projectId);
  const known = keptOf(db);
  const topology =
    known.ofProject.get(projectId) ??
    topologyFrom(db, projectId === null ? known.rows : rowsOfProject(known.rows, projectId));
  known.ofProject.set(projectId, topology);
  return topology;
}

function keptOf(db: Db): Kept {
  const generation = currentGeneration(db);
  const known = kept.get(db);
  if (known?.generation === generation) return known;
  const tables = known?.tables ?? new KeptTables();
  const next = { tables, generation, rows: tables.read(db), ofProject: new Map() };
  kept.set(db, next);
  return next;
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
