import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmStates } from "@/lib/db/schema";
import type { AlarmObject } from "@/lib/model/alarm";
import type { AlarmMemory } from "@/lib/model/alarm-state";
import type { AlarmReading } from "./read-value";

export type AlarmStateRow = typeof alarmStates.$inferSelect;

/** What is stored of a rule, by object. */
export function readMemories(tx: Reader, ruleId: string): Map<string, AlarmStateRow> {
  const rows = tx.select().from(alarmStates).where(eq(alarmStates.ruleId, ruleId)).all();
  return new Map(rows.map((row) => [row.objectId, row]));
}

export function storeMemory(
  tx: Reader,
  ruleId: string,
  object: AlarmObject,
  memory: AlarmMemory,
  { value, detail }: AlarmReading,
): void {
  const { state, streak, missing, since, until, notifiedAt, announced } = memory;
  const set = { objectName: object.name, state, streak, missing, since, until, notifiedAt, announced, value, detail };
  tx.insert(alarmStates)
    .values({ ruleId, objectId: object.id, ...set })
    .onConflictDoUpdate({ target: [alarmStates.ruleId, alarmStates.objectId], set })
    .run();
}
