import { eq } from "drizzle-orm";
import { alarmTargets } from "@/lib/db/schema";
import { DeleteAlarmTargetInput } from "@/lib/model/alarm-target";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findAlarmTarget, shownTarget } from "./find";
import { rulesByTarget } from "./list";

/** Refused while rules notify it: they would tell nobody. */
export function deleteAlarmTarget(ctx: Context, raw: DeleteAlarmTargetInput): void {
  audited(ctx, { event: "delete alarm target", type: "alarmtarget", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteAlarmTargetInput, raw);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findAlarmTarget(ctx, tx, id);
      const users = rulesByTarget(tx).get(id) ?? [];
      if (users.length > 0) {
        const remains = users.map((user) => ({ type: "alarmrule", ...user }));
        throw new ServiceError("inUse", { rule: rule("alarmTargetInUse"), remains });
      }
      tx.delete(alarmTargets).where(eq(alarmTargets.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete alarm target",
        resource: { type: "alarmtarget", id, name: before.name },
        projectId: before.projectId,
        before: shownTarget(before),
      });
    });
  });
}
