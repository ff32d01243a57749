import { DeleteL7RuleInput } from "@/lib/model/l7rule";
import { type Context, requireRole } from "../context";
import { findL7Rule } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchPolicy } from "../touch";
import { removeRule } from "./remove";

export function deleteL7Rule(ctx: Context, raw: DeleteL7RuleInput): void {
  audited(ctx, { event: "delete forwarding rule", type: "l7rule", input: raw }, () => {
    requireRole(ctx, "operator");
    const { policyId, id } = parse(DeleteL7RuleInput, raw);
    withTransaction(ctx, (mutation) => {
      const { row, policy, listener, parent } = findL7Rule(ctx, mutation.tx, policyId, id);
      removeRule(ctx, mutation, row, parent.projectId);
      touchPolicy(mutation, policy, listener);
    });
  });
}
