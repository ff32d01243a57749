import { toL7Policy } from "@/lib/db/mappers";
import { CreateL7PolicyInput, type L7Policy, rulesOf } from "@/lib/model/l7policy";
import { CreateL7PolicyChainInput } from "@/lib/model/l7policy-chain";
import { type Context, requireRole } from "../context";
import { findListener } from "../find";
import { audited, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertGroupChoice } from "../pool/insert-choice";
import { insertPolicy } from "./insert";
import { requirePattern } from "./pattern";

/** Writes a policy of the console's form and its group, existing or new, in one transaction (FP-02, FP-15). */
export function createL7PolicyChain(ctx: Context, raw: CreateL7PolicyChainInput): L7Policy {
  return audited(ctx, { event: "create forwarding policy", type: "l7policy", input: raw }, () => {
    requireRole(ctx, "operator");
    const { listenerId, policy, pool: choice } = parse(CreateL7PolicyChainInput, raw);
    requirePattern({ compareType: policy.match, value: policy.url }, "policy.url");
    return withTransaction(ctx, (mutation) => {
      const { row: listener, parent } = findListener(ctx, mutation.tx, listenerId);
      const redirectPoolId = insertGroupChoice(ctx, mutation, { balancer: parent, listener, choice });
      const { name, description } = policy;
      const input = CreateL7PolicyInput.parse({
        listenerId,
        name,
        description,
        redirectPoolId,
        rules: rulesOf(policy),
      });
      return toL7Policy(insertPolicy(ctx, mutation, listener, parent.projectId, input));
    });
  });
}
