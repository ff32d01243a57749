import { randomUUID } from "node:crypto";
import type { L7PolicyRow, L7RuleRow } from "@/lib/db/mappers";
import { l7Rules } from "@/lib/db/schema";
import type { L7RuleInput } from "@/lib/model/l7rule";
import type { Context } from "../context";
import { rule } from "@/lib/model/rule";
import { invalidField } from "../errors";
import { requirePattern } from "../l7policy/pattern";
import { emitTrace, type Mutation } from "../mutation";

/** Writes a rule of a policy inside a transaction. `at` is where it stands in the caller's input. */
export function insertRule(
  ctx: Context,
  mutation: Mutation,
  policy: L7PolicyRow,
  projectId: string,
  input: ReturnType<typeof L7RuleInput.parse>,
  at = "",
): L7RuleRow {
  if (policy.action === "REDIRECT_TO_LISTENER") throw invalidField(`${at}type`, rule("redirectWithoutRules"));
  requirePattern(input, `${at}value`);
  const row: L7RuleRow = { ...input, id: randomUUID(), policyId: policy.id, createdAt: mutation.at, updatedAt: null };
  mutation.tx.insert(l7Rules).values(row).run();
  emitTrace(mutation, ctx, {
    event: "create forwarding rule",
    resource: { type: "l7rule", id: row.id, name: policy.name },
    projectId,
    after: row,
  });
  return row;
}
