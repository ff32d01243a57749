import type { Db } from "@/lib/db/client";
import { fieldSetOf, type MetricKind } from "@/lib/model/metric-catalogue";
import type { Window } from "@/lib/wire/messages";
import { encode } from "./codec";
import { minuteOf } from "./minute-values";
import { statementsOf } from "./statements";
import { minuteMs, startOf, tiers } from "./tiers";

/**
 * Stores one minute; storing it again replaces it, so a repeated delivery does no harm. An EIP that the engine does not
 * know, because nothing is bound to it, carried nothing: zero, as for everything that exists while the engine is there.
 */
export function storePoints(db: Db, window: Window): void {
  const at = Math.floor(window.at / minuteMs);
  const statements = statementsOf(db);
  db.$client.transaction(() => {
    const store = (kind: MetricKind, values: Record<string, number[]>, latency: Record<string, number[]> = {}) => {
      for (const [id, listed] of Object.entries(values)) {
        const data = encode(minuteOf(fieldSetOf[kind], listed, latency[id]), true);
        statements.put.run(refOf(db, kind, id), 1, at, data);
      }
    };
    store("loadbalancer", window.loadBalancers, window.latency);
    store("listener", window.listeners, window.latency);
    store("pool", window.pools, window.latency);
    store("member", window.members, window.latency);
    const quiet: Record<string, number[]> = Object.fromEntries(statements.eipIds.all().map((id) => [id, []]));
    store("eip", { ...quiet, ...window.eips });
    noteMinute(db, at);
  })();
}

function refOf(db: Db, kind: MetricKind, id: string): number {
  const statements = statementsOf(db);
  const known = statements.object.get(id);
  if (known !== undefined) return known.ref;
  return Number(statements.addObject.run(id, kind).lastInsertRowid);
}

/** A minute that comes late makes the windows that it lies in unfinished again. */
function noteMinute(db: Db, at: number): void {
  const statements = statementsOf(db);
  for (const { period } of tiers) {
    const tier = statements.tier.get(period);
    const start = startOf(at, period);
    if (period === 1) {
      const until = Math.max(tier?.until ?? 0, at + 1);
      statements.putTier.run({ period, until, target: until, afterRef: 0 });
    } else if (tier === undefined || at < tier.target) {
      const until = Math.min(tier?.until ?? start, start);
      statements.putTier.run({ period, until, target: until, afterRef: 0 });
    }
  }
}

/** Deletes what is older than is kept, of objects after `afterRef`; how far it came, 0 when it is through. */
export function expirePoints(db: Db, now: number, afterRef: number, limit = 500): number {
  const statements = statementsOf(db);
  const objects = statements.objectsAfter.all(afterRef, limit);
  const today = Math.floor(now / minuteMs);
  db.$client.transaction(() => {
    for (const { ref } of objects) {
      for (const { period, keptDays } of tiers) statements.forget.run(ref, period, today - keptDays * 1440);
      statements.forgetObject.run(ref);
    }
  })();
  return objects.length < limit ? 0 : (objects.at(-1)?.ref ?? 0);
}
