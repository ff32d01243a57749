import type { Database } from "better-sqlite3";
import type { MetricKind } from "@/lib/model/metric-catalogue";

export interface TierRow {
  period: number;
  until: number;
  target: number;
  afterRef: number;
}

interface PointRow {
  at: number;
  data: Buffer;
}

export interface ObjectRow {
  ref: number;
  objectId: string;
  kind: MetricKind;
}

/** Statements on metrics run thousands of times a minute, so they are compiled once a database. */
function compile(client: Database) {
  return {
    addObject: client.prepare<[string, MetricKind]>(
      "INSERT INTO metric_objects (object_id, kind) VALUES (?, ?) ON CONFLICT DO NOTHING",
    ),
    object: client.prepare<[string], ObjectRow>(
      "SELECT ref, object_id AS objectId, kind FROM metric_objects WHERE object_id = ?",
    ),
    objectsAfter: client.prepare<[number, number], ObjectRow>(
      "SELECT ref, object_id AS objectId, kind FROM metric_objects WHERE ref > ? ORDER BY ref LIMIT ?",
    ),
    put: client.prepare<[number, number, number, Buffer]>(
      "INSERT OR REPLACE INTO metric_windows (ref, period, at, data) VALUES (?, ?, ?, ?)",
    ),
    range: client.prepare<[number, number, number, number], PointRow>(
      "SELECT at, data FROM metric_windows WHERE ref = ? AND period = ? AND at >= ? AND at < ? ORDER BY at",
    ),
    forget: client.prepare<[number, number, number]>(
      "DELETE FROM metric_windows WHERE ref = ? AND period = ? AND at < ?",
    ),
    forgetObject: client.prepare<[number]>(
      "DELETE FROM metric_objects WHERE ref = ? AND NOT EXISTS (SELECT 1 FROM metric_windows w WHERE w.ref = metric_objects.ref)",
    ),
    tier: client.prepare<[number], TierRow>(
      "SELECT period, until, target, after_ref AS afterRef FROM metric_tiers WHERE period = ?",
    ),
    putTier: client.prepare<[TierRow]>(
      "INSERT OR REPLACE INTO metric_tiers (period, until, target, after_ref) VALUES (@period, @until, @target, @afterRef)",
    ),
    eipIds: client.prepare<[], string>("SELECT id FROM eips").pluck(),
  };
}

const compiled = new WeakMap<Database, ReturnType<typeof compile>>();

export function statementsOf({ $client }: { $client: Database }): ReturnType<typeof compile> {
  const known = compiled.get($client);
  if (known !== undefined) return known;
  const statements = compile($client);
  compiled.set($client, statements);
  return statements;
}
