import { eq } from "drizzle-orm";
import { alarmRules } from "@/lib/db/schema";
import { type AlarmRule, UpdateAlarmRuleInput } from "@/lib/model/alarm";
import { closeAlarms } from "../alarm/close";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { fixed } from "./create";
import { type AlarmRuleRow, findAlarmRule } from "./find";
import { requireValidRule } from "./require-valid";

/** What a rule's alarms depend on: they begin anew when one of these changes. */
const watched = ["objectId", "metric", "periodS", "statistic", "operator", "threshold", "count", "enabled"] as const;

/** Modifies, enables or disables a rule (MO-03); a disabled one is looked at no more, and its alarms end. */
export function updateAlarmRule(ctx: Context, raw: UpdateAlarmRuleInput): AlarmRule {
  return audited(ctx, { event: "update alarm rule", type: "alarmrule", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...given } = parse(UpdateAlarmRuleInput, raw);
    // A default is no wish: only what was sent changes.
    const input = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(raw, name)));
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const before = findAlarmRule(ctx, tx, id);
      const after: AlarmRuleRow = { ...before, ...input, ...fixed(before), updatedAt: at };
      // A rule whose object is gone can still be renamed and disabled.
      const objectName = requireValidRule(ctx, tx, {
        ...after,
        objectId: after.objectId === before.objectId ? null : after.objectId,
      });
      if (after.objectId !== before.objectId) after.objectName = objectName;
      if (watched.some((field) => after[field] !== before[field])) closeAlarms(tx, before, at);
      tx.update(alarmRules).set(after).where(eq(alarmRules.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update alarm rule",
        resource: { type: "alarmrule", id, name: after.name },
        projectId: after.projectId,
        before,
        after,
      });
      return after;
    });
  });
}
