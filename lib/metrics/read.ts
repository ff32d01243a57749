import type { Db } from "@/lib/db/client";
import { fieldSetOf, storedFields } from "@/lib/model/metric-catalogue";
import { type Aggregate, mergeAggregates } from "./aggregate";
import { decode } from "./codec";
import { type ObjectRow, statementsOf } from "./statements";
import { startOf, tiers } from "./tiers";

/** Minutes of the epoch; `to` is not in it. */
export interface Span {
  from: number;
  to: number;
}

type Windows = Map<number, Aggregate>;

/** The end of the newest minute, in minutes of the epoch; 0 before the first one. */
export function newestMinute(db: Db): number {
  return statementsOf(db).tier.get(1)?.until ?? 0;
}

export function metricObject(db: Db, id: string): ObjectRow | undefined {
  return statementsOf(db).object.get(id);
}

/** Windows of `period` minutes by their start; those without any minute in them are missing. */
export function readWindows(db: Db, object: ObjectRow, period: number, span: Span): Windows {
  const tier = tiers.findLast((one) => period % one.period === 0 && span.from % one.period === 0) ?? tiers[0];
  return grouped(readTier(db, object, tiers.indexOf(tier), span), period);
}

/** One window over a span of whole minutes; null without any minute in it. */
export function readSpan(db: Db, object: ObjectRow, span: Span): Aggregate | null {
  const tier = tiers.findLast(({ period }) => span.from % period === 0 && span.to % period === 0) ?? tiers[0];
  return mergeAggregates([...readTier(db, object, tiers.indexOf(tier), span).values()]);
}

/** Windows of one tier: stored ones, and after them what has not been rolled up yet, made now. */
function readTier(db: Db, object: ObjectRow, index: number, { from, to }: Span): Windows {
  const statements = statementsOf(db);
  const period = tiers[index]?.period ?? 1;
  const isMinute = index === 0;
  const until = isMinute ? to : Math.max(from, Math.min(to, statements.tier.get(period)?.until ?? 0));
  const fields = storedFields[fieldSetOf[object.kind]].length;
  const windows: Windows = new Map();
  for (const { at, data } of statements.range.all(object.ref, period, from, until)) {
    windows.set(at, decode(data, fields, isMinute));
  }
  if (until >= to) return windows;
  const rest = grouped(readTier(db, object, index - 1, { from: until, to }), period);
  for (const [at, window] of rest) windows.set(at, window);
  return windows;
}

function grouped(windows: Windows, period: number): Windows {
  const parts = new Map<number, Aggregate[]>();
  for (const [at, window] of windows) {
    const start = startOf(at, period);
    const known = parts.get(start);
    if (known === undefined) parts.set(start, [window]);
    else known.push(window);
  }
  const merged: Windows = new Map();
  for (const [at, some] of parts) {
    const one = mergeAggregates(some);
    if (one !== null) merged.set(at, one);
  }
  return merged;
}
