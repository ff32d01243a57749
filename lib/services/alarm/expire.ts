import { desc, lt } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmEvents } from "@/lib/db/schema";

/** Days for which the history is kept, and lines at most. */
const retentionDays = 180;
const mostLines = 100_000;

export function expireAlarmEvents(tx: Reader, now: number): void {
  tx.delete(alarmEvents)
    .where(lt(alarmEvents.at, now - retentionDays * 86_400_000))
    .run();
  const oldest = tx
    .select({ id: alarmEvents.id })
    .from(alarmEvents)
    .orderBy(desc(alarmEvents.id))
    .limit(1)
    .offset(mostLines - 1)
    .get();
  if (oldest !== undefined) tx.delete(alarmEvents).where(lt(alarmEvents.id, oldest.id)).run();
}
