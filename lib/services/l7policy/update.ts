import { eq } from "drizzle-orm";
import { type L7PolicyRow, toL7Policy } from "@/lib/db/mappers";
import { l7Policies, l7Rules } from "@/lib/db/schema";
import { type L7Policy, type L7PolicyAction, normalTarget, UpdateL7PolicyInput } from "@/lib/model/l7policy";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findL7Policy } from "../find";
import { insertRule } from "../l7rule/insert";
import { removeRule } from "../l7rule/remove";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchListener } from "../touch";
import { placePolicy } from "./positions";
import { requireNoRules, requireTarget, requireUnlike } from "./requirements";

type Change = ReturnType<typeof UpdateL7PolicyInput.parse>;

/** Changes a policy, its place, or with `rules` all of its conditions. Setting a target changes the action (Octavia). */
export function updateL7Policy(ctx: Context, raw: UpdateL7PolicyInput): L7Policy {
  return audited(ctx, { event: "update forwarding policy", type: "l7policy", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, rules, position, ...input } = parse(UpdateL7PolicyInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at, generation } = mutation;
      const { row: before, listener, parent } = findL7Policy(ctx, tx, id);
      const changed: L7PolicyRow = { ...before, ...defined(input), action: actionOf(input, before.action) };
      const after: L7PolicyRow = { ...changed, ...normalTarget(changed), updatedAt: at, generation };
      requireTarget(mutation, listener, after);
      if (rules === undefined) requireNoRules(mutation, after);
      else requireUnlike(mutation, listener.id, id, rules);
      tx.update(l7Policies).set(after).where(eq(l7Policies.id, id)).run();
      if (position !== undefined) after.position = placePolicy(mutation, listener.id, id, position);
      touchListener(mutation, listener);
      emitTrace(mutation, ctx, {
        event: "update forwarding policy",
        resource: { type: "l7policy", id, name: after.name },
        projectId: parent.projectId,
        before: toL7Policy(before),
        after: toL7Policy(after),
      });
      if (rules !== undefined) replaceRules(ctx, mutation, after, parent.projectId, rules);
      return toL7Policy(after);
    });
  });
}

function actionOf(input: Omit<Change, "id">, before: L7PolicyAction): L7PolicyAction {
  if (input.action !== undefined) return input.action;
  if (input.redirectPoolId != null) return "REDIRECT_TO_POOL";
  if (input.redirectUrl != null) return "REDIRECT_TO_URL";
  if (input.redirectPrefix != null) return "REDIRECT_PREFIX";
  if (input.redirectListenerId != null) return "REDIRECT_TO_LISTENER";
  return before;
}

function replaceRules(
  ctx: Context,
  mutation: Mutation,
  policy: L7PolicyRow,
  projectId: string,
  rules: NonNullable<Change["rules"]>,
): void {
  for (const row of mutation.tx.select().from(l7Rules).where(eq(l7Rules.policyId, policy.id)).all()) {
    removeRule(ctx, mutation, row, projectId);
  }
  for (const [index, each] of rules.entries()) insertRule(ctx, mutation, policy, projectId, each, `rules.${index}.`);
}
