import { and, eq, inArray } from "drizzle-orm";
import { alarmRules, alarmStates, alarmTargets } from "@/lib/db/schema";
import { type AlarmRuleView, alarmStates as stateOrder } from "@/lib/model/alarm";
import type { Context } from "../context";
import { groupBy } from "../topology/group-by";
import { type AlarmRuleRow, findAlarmRule } from "./find";
import { AlarmObjects } from "./objects";

export interface AlarmRuleFilter {
  projectId?: string;
  /** Rules of one object: those set on it. */
  objectId?: string;
}

/** The rules that the caller may see, with how their objects are (MO-03), oldest first. */
export function listAlarmRules(ctx: Context, filter: AlarmRuleFilter = {}): AlarmRuleView[] {
  const own = ctx.actor.projectId ?? filter.projectId ?? null;
  const rows: AlarmRuleRow[] = ctx.db
    .select()
    .from(alarmRules)
    .where(
      and(
        own === null ? undefined : eq(alarmRules.projectId, own),
        filter.objectId === undefined ? undefined : eq(alarmRules.objectId, filter.objectId),
      ),
    )
    .orderBy(alarmRules.createdAt, alarmRules.id)
    .all();
  return viewsOf(
    ctx,
    filter.projectId === undefined ? rows : rows.filter(({ projectId }) => projectId === filter.projectId),
  );
}

export function getAlarmRule(ctx: Context, id: string): AlarmRuleView {
  const [view] = viewsOf(ctx, [findAlarmRule(ctx, ctx.db, id)]);
  return view as AlarmRuleView;
}

function viewsOf(ctx: Context, rows: readonly AlarmRuleRow[]): AlarmRuleView[] {
  const ids = rows.map(({ id }) => id);
  const states = groupBy(
    ctx.db.select().from(alarmStates).where(inArray(alarmStates.ruleId, ids)).all(),
    ({ ruleId }) => ruleId,
  );
  const targets = new Map(
    ctx.db
      .select({ id: alarmTargets.id, name: alarmTargets.name })
      .from(alarmTargets)
      .all()
      .map((target) => [target.id, target]),
  );
  const objects = new AlarmObjects(ctx.db);
  return rows.map(({ objectName, ...row }) => {
    const { objectType: type, objectId, projectId } = row;
    const found = objectId === null ? null : objects.find(projectId, type, objectId);
    const orphaned = found === undefined;
    const own = states.get(row.id) ?? [];
    const worst = stateOrder.find((state) => own.some((one) => one.state === state)) ?? "insufficient";
    return {
      ...row,
      object: found === undefined ? { type, id: objectId ?? "", name: objectName, href: null } : found,
      orphaned,
      state: orphaned ? "orphaned" : row.enabled ? worst : "disabled",
      firing: own.filter(({ state }) => state === "alarm").length,
      objects: objectId === null ? objects.all(projectId, type).length : orphaned ? 0 : 1,
      targets: row.targetIds.flatMap((id) => targets.get(id) ?? []),
    };
  });
}
