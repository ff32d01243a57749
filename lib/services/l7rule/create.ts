import { eq } from "drizzle-orm";
import { l7Rules } from "@/lib/db/schema";
import { maxRules } from "@/lib/model/l7policy";
import { CreateL7RuleInput, type L7Rule } from "@/lib/model/l7rule";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findL7Policy } from "../find";
import { requireUnlike } from "../l7policy/requirements";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPolicy } from "../touch";
import { insertRule } from "./insert";

/** Adds one condition to a policy: at most 50 (Octavia). */
export function createL7Rule(ctx: Context, raw: CreateL7RuleInput): L7Rule {
  return audited(ctx, { event: "create forwarding rule", type: "l7rule", input: raw }, () => {
    requireRole(ctx, "operator");
    const { policyId, rule: input } = parse(CreateL7RuleInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { row: policy, listener, parent } = findL7Policy(ctx, mutation.tx, policyId);
      const others = mutation.tx.select().from(l7Rules).where(eq(l7Rules.policyId, policyId)).all();
      if (others.length >= maxRules) {
        const broken = rule("l7RuleLimit", { id: policyId, max: maxRules });
        throw new ServiceError("conflict", { rule: broken });
      }
      requireUnlike(mutation, listener.id, policyId, [...others, input]);
      const row = insertRule(ctx, mutation, policy, parent.projectId, input, "rule.");
      touchPolicy(mutation, policy, listener);
      return row;
    });
  });
}
