import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { alarmRules } from "@/lib/db/schema";
import { type AlarmRule, CreateAlarmRuleInput } from "@/lib/model/alarm";
import { rule } from "@/lib/model/rule";
import { type Context, requireProject, requireRole } from "../context";
import { ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireValidRule } from "./require-valid";

/** Each is looked at every period: a project has at most as many. */
export const maxRules = 200;

/** Sets an alarm on one object or on all of a type (MO-01). */
export function createAlarmRule(ctx: Context, raw: CreateAlarmRuleInput): AlarmRule {
  return audited(ctx, { event: "create alarm rule", type: "alarmrule", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(CreateAlarmRuleInput, raw);
    const projectId = input.projectId ?? ctx.projectId;
    requireProject(ctx, projectId);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const owned = eq(alarmRules.projectId, projectId);
      const held = tx.select({ n: count() }).from(alarmRules).where(owned).get()?.n ?? 0;
      if (held >= maxRules) throw new ServiceError("conflict", { rule: rule("tooManyAlarmRules", { max: maxRules }) });
      const objectName = requireValidRule(ctx, tx, { ...input, projectId });
      const made: AlarmRule = {
        ...input,
        ...fixed(input),
        projectId,
        id: randomUUID(),
        createdAt: at,
        updatedAt: null,
      };
      tx.insert(alarmRules)
        .values({ ...made, objectName })
        .run();
      emitTrace(mutation, ctx, {
        event: "create alarm rule",
        resource: { type: "alarmrule", id: made.id, name: made.name },
        projectId,
        after: made,
      });
      return made;
    });
  });
}

/** What happens has no metric, and is looked at every minute. */
export function fixed(input: Pick<AlarmRule, "source">): Partial<Pick<AlarmRule, "metric" | "periodS" | "statistic">> {
  return input.source === "metric" ? {} : { metric: "", periodS: 60, statistic: "max" };
}
