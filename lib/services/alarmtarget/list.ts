import { count } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { alarmNotices, alarmRules, alarmTargets } from "@/lib/db/schema";
import type { AlarmTargetView } from "@/lib/model/alarm-target";
import type { Context } from "../context";
import { type AlarmTargetRow, shownTarget } from "./find";

/** The targets that the caller may see, with what waits for them and who uses them, oldest first. */
export function listAlarmTargets(ctx: Context, filter: { projectId?: string } = {}): AlarmTargetView[] {
  const rules = rulesByTarget(ctx.db);
  const waiting = new Map(
    ctx.db
      .select({ id: alarmNotices.targetId, n: count() })
      .from(alarmNotices)
      .groupBy(alarmNotices.targetId)
      .all()
      .map(({ id, n }) => [id, n]),
  );
  const rows: AlarmTargetRow[] = ctx.db
    .select()
    .from(alarmTargets)
    .orderBy(alarmTargets.createdAt, alarmTargets.id)
    .all();
  return rows
    .filter(({ projectId }) => ctx.actor.projectId === null || projectId === ctx.actor.projectId)
    .filter(({ projectId }) => filter.projectId === undefined || projectId === filter.projectId)
    .map((row) => ({ ...shownTarget(row), waiting: waiting.get(row.id) ?? 0, rules: rules.get(row.id) ?? [] }));
}

/** Rules that notify each target. */
export function rulesByTarget(tx: Reader): Map<string, { id: string; name: string }[]> {
  const users = new Map<string, { id: string; name: string }[]>();
  const { id, name, targetIds } = alarmRules;
  for (const row of tx.select({ id, name, targetIds }).from(alarmRules).all()) {
    for (const target of row.targetIds)
      users.set(target, [...(users.get(target) ?? []), { id: row.id, name: row.name }]);
  }
  return users;
}
