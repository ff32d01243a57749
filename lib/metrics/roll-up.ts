import type { Db } from "@/lib/db/client";
import { fieldSetOf, storedFields } from "@/lib/model/metric-catalogue";
import { type Aggregate, mergeAggregates } from "./aggregate";
import { decode, encode } from "./codec";
import { type ObjectRow, statementsOf } from "./statements";
import { startOf, tiers } from "./tiers";

/** Windows of one object that are made in one go at most, when there is much to make up for. */
const windowsAtOnce = 200;

/**
 * Makes the longer windows that have ended, of at most `objects` objects; true while there is more to do. Where it
 * stopped is stored with what it did, and doing it again gives the same.
 */
export function rollUp(db: Db, objects = 500): boolean {
  return db.$client.transaction(() => {
    for (const [index, { period }] of tiers.entries()) {
      const finer = tiers[index - 1]?.period;
      if (finer !== undefined && rollUpTier(db, { period, finer, objects })) return true;
    }
    return false;
  })();
}

function rollUpTier(db: Db, tier: { period: number; finer: number; objects: number }): boolean {
  const { period, finer, objects } = tier;
  const statements = statementsOf(db);
  const progress = statements.tier.get(period);
  const finerUntil = statements.tier.get(finer)?.until ?? 0;
  if (progress === undefined) return false;
  const { until } = progress;
  const isUnderWay = progress.target > until;
  const target = isUnderWay ? progress.target : Math.min(startOf(finerUntil, period), until + windowsAtOnce * period);
  if (target <= until) return false;
  const afterRef = isUnderWay ? progress.afterRef : 0;
  const some = statements.objectsAfter.all(afterRef, objects);
  for (const object of some) rollUpObject(db, object, { period, finer, from: until, to: target });
  if (some.length < objects) statements.putTier.run({ period, until: target, target, afterRef: 0 });
  else statements.putTier.run({ period, until, target, afterRef: some.at(-1)?.ref ?? 0 });
  return true;
}

interface Span {
  period: number;
  finer: number;
  from: number;
  to: number;
}

function rollUpObject(db: Db, { ref, kind }: ObjectRow, { period, finer, from, to }: Span): void {
  const statements = statementsOf(db);
  const fields = storedFields[fieldSetOf[kind]].length;
  const windows = new Map<number, Aggregate[]>();
  for (const { at, data } of statements.range.all(ref, finer, from, to)) {
    const start = startOf(at, period);
    const parts = windows.get(start) ?? [];
    parts.push(decode(data, fields, finer === 1));
    windows.set(start, parts);
  }
  for (const [at, parts] of windows) {
    const merged = mergeAggregates(parts);
    if (merged !== null) statements.put.run(ref, period, at, encode(merged, false));
  }
}
