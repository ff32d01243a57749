import type { L7PolicyView } from "@/lib/model/l7policy";
import { effectiveOrder, type PolicyOrder } from "@/lib/model/l7policy-order";

/**
 * The position that moves a policy before (-1) or after (+1) its neighbour in the effective order; null where position
 * does not decide between the two (K-26). `policies` stand in the effective order.
 */
export function movedPosition(
  policies: readonly L7PolicyView[],
  policy: L7PolicyView,
  step: -1 | 1,
  order: PolicyOrder,
): number | null {
  const at = policies.findIndex(({ id }) => id === policy.id);
  const neighbour = policies[at + step];
  if (neighbour === undefined) return null;
  const swapped = policies.map((each) => {
    if (each.id === policy.id) return { ...each, position: neighbour.position };
    return each.id === neighbour.id ? { ...each, position: policy.position } : each;
  });
  const after = effectiveOrder(swapped, order);
  return after[at + step]?.id === policy.id ? neighbour.position : null;
}
