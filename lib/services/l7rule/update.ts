import { and, eq, ne } from "drizzle-orm";
import { l7Rules } from "@/lib/db/schema";
import { checkCondition, type L7Rule, UpdateL7RuleInput } from "@/lib/model/l7rule";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { invalidField } from "../errors";
import { findL7Rule } from "../find";
import { requirePattern } from "../l7policy/pattern";
import { requireUnlike } from "../l7policy/requirements";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPolicy } from "../touch";

export function updateL7Rule(ctx: Context, raw: UpdateL7RuleInput): L7Rule {
  return audited(ctx, { event: "update forwarding rule", type: "l7rule", input: raw }, () => {
    requireRole(ctx, "operator");
    const { policyId, id, ...input } = parse(UpdateL7RuleInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const { row: before, policy, listener, parent } = findL7Rule(ctx, tx, policyId, id);
      const after: L7Rule = { ...before, ...defined(input), updatedAt: at };
      const problem = checkCondition(after);
      if (problem !== null) throw invalidField(problem.path, problem.rule);
      requirePattern(after, "value");
      const others = tx
        .select()
        .from(l7Rules)
        .where(and(eq(l7Rules.policyId, policyId), ne(l7Rules.id, id)))
        .all();
      requireUnlike(mutation, listener.id, policyId, [...others, after]);
      tx.update(l7Rules).set(after).where(eq(l7Rules.id, id)).run();
      touchPolicy(mutation, policy, listener);
      emitTrace(mutation, ctx, {
        event: "update forwarding rule",
        resource: { type: "l7rule", id, name: policy.name },
        projectId: parent.projectId,
        before,
        after,
      });
      return after;
    });
  });
}
