import { eq } from "drizzle-orm";
import { alarmRules } from "@/lib/db/schema";
import { DeleteAlarmRuleInput } from "@/lib/model/alarm";
import { closeAlarms } from "../alarm/close";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findAlarmRule } from "./find";

/** Deletes a rule; its history stays. */
export function deleteAlarmRule(ctx: Context, raw: DeleteAlarmRuleInput): void {
  audited(ctx, { event: "delete alarm rule", type: "alarmrule", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteAlarmRuleInput, raw);
    withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const before = findAlarmRule(ctx, tx, id);
      closeAlarms(tx, before, at);
      tx.delete(alarmRules).where(eq(alarmRules.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete alarm rule",
        resource: { type: "alarmrule", id, name: before.name },
        projectId: before.projectId,
        before,
      });
    });
  });
}
