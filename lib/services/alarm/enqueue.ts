import { asc, eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmNotices, alarmTargets } from "@/lib/db/schema";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import type { sendFailures } from "@/lib/model/alarm-target";

/** Messages that may wait for one target; the oldest goes for a newer one. */
export const mostWaiting = 100;

const full: (typeof sendFailures)[number] = "QUEUE_FULL";

/** Puts a message into the queue of each target that is on. */
export function enqueueMessage(tx: Reader, targetIds: readonly string[], message: AlarmMessage): void {
  for (const id of new Set(targetIds)) {
    const target = tx.select().from(alarmTargets).where(eq(alarmTargets.id, id)).get();
    if (target === undefined || !target.enabled) continue;
    const waiting = tx
      .select({ id: alarmNotices.id })
      .from(alarmNotices)
      .where(eq(alarmNotices.targetId, id))
      .orderBy(asc(alarmNotices.id))
      .all();
    const [oldest] = waiting;
    if (oldest !== undefined && waiting.length >= mostWaiting) {
      tx.delete(alarmNotices).where(eq(alarmNotices.id, oldest.id)).run();
      tx.update(alarmTargets).set({ lastError: full, lastErrorAt: message.at }).where(eq(alarmTargets.id, id)).run();
    }
    tx.insert(alarmNotices).values({ targetId: id, message, nextTryAt: message.at }).run();
  }
}
