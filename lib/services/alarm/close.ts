import { and, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmStates } from "@/lib/db/schema";
import type { AlarmRuleRow } from "../alarmrule/find";
import { recordAlarmEvent } from "./record-event";

/** Forgets what a rule knows of objects, of all or of `objectIds`; alarms that last are closed in the history. */
export function closeAlarms(tx: Reader, rule: AlarmRuleRow, at: number, objectIds?: readonly string[]): void {
  const of = and(
    eq(alarmStates.ruleId, rule.id),
    objectIds === undefined ? undefined : inArray(alarmStates.objectId, [...objectIds]),
  );
  for (const state of tx.select().from(alarmStates).where(of).all()) {
    if (state.state === "alarm") recordAlarmEvent(tx, rule, { ...state, kind: "closed", at });
  }
  tx.delete(alarmStates).where(of).run();
}
