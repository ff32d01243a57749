import { lt } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { metricPoints } from "@/lib/db/schema";
import type { Window } from "@/lib/wire/messages";

/** Days for which one-minute points are kept. */
const retentionDays = 30;

/** Stores one window of points; storing it again replaces it, so a repeated delivery does no harm. */
export function storePoints(db: { transaction<T>(run: (tx: Reader) => T): T }, window: Window): void {
  const { at } = window;
  db.transaction((tx) => {
    for (const group of [window.loadBalancers, window.listeners, window.members, window.eips]) {
      for (const [objectId, values] of Object.entries(group)) {
        tx.insert(metricPoints)
          .values({ objectId, at, values })
          .onConflictDoUpdate({ target: [metricPoints.objectId, metricPoints.at], set: { values } })
          .run();
      }
    }
  });
}

/** Deletes points that are older than is kept. */
export function expirePoints(tx: Reader, now: number): void {
  tx.delete(metricPoints)
    .where(lt(metricPoints.at, now - retentionDays * 86_400_000))
    .run();
}
