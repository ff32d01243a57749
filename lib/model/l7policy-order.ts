import * as z from "zod";
import type { L7PolicyAction } from "./l7policy";
import type { L7Rule } from "./l7rule";
import { rule } from "./rule";

/**
 * Which of several policies that match a request takes it (K-26). `guide`: the domain's own first, then exact > prefix >
 * regular expression, then the longer URL, then position (FP-04, FP-11). `position`: reject > redirect > group, each by
 * position, as Octavia has it.
 */
export const PolicyOrder = z.enum(["guide", "position"], { error: rule("policyOrder") });
export type PolicyOrder = z.infer<typeof PolicyOrder>;

/** What the order depends on. */
export interface OrderedPolicy {
  action: L7PolicyAction;
  /** From 1, in the order of creation unless moved. */
  position: number;
  rules: readonly Pick<L7Rule, "type" | "compareType" | "value" | "invert">[];
}

const actionClass: Record<L7PolicyAction, number> = {
  REJECT: 0,
  REDIRECT_TO_URL: 1,
  REDIRECT_PREFIX: 1,
  REDIRECT_TO_LISTENER: 1,
  REDIRECT_TO_POOL: 2,
};

/** The policies in the order in which they are asked: the first that matches takes the request. */
export function effectiveOrder<T extends OrderedPolicy>(policies: readonly T[], order: PolicyOrder): T[] {
  const keyed = policies.map((policy) => ({ policy, key: order === "guide" ? guideKey(policy) : positionKey(policy) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  return keyed.map(({ policy }) => policy);
}

function positionKey(policy: OrderedPolicy): number[] {
  return [actionClass[policy.action], policy.position];
}

/** Domain class, path class, length of the URL (longer first), number of rules (more first), position. */
function guideKey({ rules, position }: OrderedPolicy): number[] {
  const host = rules.find(({ type }) => type === "HOST_NAME");
  const domain = host === undefined ? 2 : host.compareType === "EQUAL_TO" && !host.invert ? 0 : 1;
  const path = rules.find(({ type }) => type === "PATH");
  const hasUrl = path !== undefined && !path.invert;
  let kind = 2;
  if (path === undefined) kind = 1;
  else if (hasUrl && path.compareType === "EQUAL_TO") kind = 0;
  else if (hasUrl && path.compareType === "STARTS_WITH") kind = 1;
  // FP-05: expressions are asked in order. A domain alone is the prefix `/` (FP-11).
  const length = kind === 2 ? 0 : (path?.value.length ?? 1);
  return [domain, kind, -length, -rules.length, position];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
