import { and, eq, ne } from "drizzle-orm";
import type { L7PolicyRow, ListenerRow } from "@/lib/db/mappers";
import { l7Policies, l7Rules, pools } from "@/lib/db/schema";
import { maxPolicies, missingTarget, policyKey } from "@/lib/model/l7policy";
import type { L7Condition } from "@/lib/model/l7rule";
import { rule } from "@/lib/model/rule";
import { invalidField, ServiceError } from "../errors";
import type { Mutation } from "../mutation";

/** FP-01: policies belong to HTTP and HTTPS listeners. */
export function requireHttp(listener: ListenerRow): void {
  if (listener.protocol === "HTTP" || listener.protocol === "HTTPS") return;
  throw invalidField("listenerId", rule("l7PolicyHttpOnly", { protocol: listener.protocol }));
}

/** FP-01, K-08. */
export function requireRoom({ tx }: Mutation, listenerId: string): void {
  const { length } = tx
    .select({ id: l7Policies.id })
    .from(l7Policies)
    .where(eq(l7Policies.listenerId, listenerId))
    .all();
  if (length >= maxPolicies) throw new ServiceError("quota", { rule: rule("quotaL7Policy", { limit: maxPolicies }) });
}

/** FP-02: the target is there, and a group is an HTTP one of the same load balancer. */
export function requireTarget({ tx }: Mutation, listener: ListenerRow, policy: L7PolicyRow): void {
  const missing = missingTarget(policy);
  if (missing !== null) throw invalidField(missing, rule("required"));
  if (policy.action === "REDIRECT_TO_LISTENER") {
    throw invalidField("action", rule("l7ActionNotAvailable"));
  }
  if (policy.redirectPoolId === null) return;
  const pool = tx.select().from(pools).where(eq(pools.id, policy.redirectPoolId)).get();
  const path = "redirectPoolId";
  if (pool === undefined)
    throw invalidField(path, rule("unknownReference", { type: "pool", id: policy.redirectPoolId }));
  if (pool.loadBalancerId !== listener.loadBalancerId) throw invalidField(path, rule("poolOfOtherLoadBalancer"));
  if (pool.protocol !== "HTTP") {
    throw invalidField(path, rule("poolProtocolMismatch", { pool: pool.protocol, listener: listener.protocol }));
  }
}

/** FP-06: no other policy of the listener has the same conditions. */
export function requireUnlike({ tx }: Mutation, listenerId: string, id: string, rules: readonly L7Condition[]): void {
  const key = policyKey(rules);
  if (key === null) return;
  const others = tx
    .select()
    .from(l7Policies)
    .innerJoin(l7Rules, eq(l7Rules.policyId, l7Policies.id))
    .where(and(eq(l7Policies.listenerId, listenerId), ne(l7Policies.id, id)))
    .all();
  const conditions = new Map<string, { name: string; rules: L7Condition[] }>();
  for (const row of others) {
    const { id: other, name } = row.l7_policies;
    const entry = conditions.get(other) ?? { name, rules: [] };
    conditions.set(other, entry);
    entry.rules.push(row.l7_rules);
  }
  for (const [other, { name, rules: theirs }] of conditions) {
    if (policyKey(theirs) !== key) continue;
    throw new ServiceError("conflict", {
      rule: rule("duplicatePolicy", { name: name === "" ? other.slice(0, 8) : name }),
    });
  }
}
