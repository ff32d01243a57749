import { and, eq, ne } from "drizzle-orm";
import type { L7PolicyRow, ListenerRow } from "@/lib/db/mappers";
import { l7Policies, l7Rules, listeners, pools } from "@/lib/db/schema";
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
export function requireTarget(mutation: Pick<Mutation, "tx">, listener: ListenerRow, policy: L7PolicyRow): void {
  const { tx } = mutation;
  const missing = missingTarget(policy);
  if (missing !== null) throw invalidField(missing, rule("required"));
  if (policy.redirectListenerId !== null) requireRedirect(mutation, listener, policy, policy.redirectListenerId);
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

/** L7-20: from an HTTP listener to an HTTPS one of the same load balancer, one of each listener. */
function requireRedirect(
  { tx }: Pick<Mutation, "tx">,
  listener: ListenerRow,
  policy: L7PolicyRow,
  targetId: string,
): void {
  if (listener.protocol !== "HTTP") {
    throw invalidField("action", rule("redirectFromHttpOnly", { protocol: listener.protocol }));
  }
  const path = "redirectListenerId";
  const target = tx.select().from(listeners).where(eq(listeners.id, targetId)).get();
  if (target === undefined) throw invalidField(path, rule("unknownReference", { type: "listener", id: targetId }));
  if (target.loadBalancerId !== listener.loadBalancerId) {
    throw invalidField(path, rule("listenerOfOtherLoadBalancer"));
  }
  if (target.protocol !== "HTTPS") {
    throw invalidField(path, rule("redirectToHttpsOnly", { protocol: target.protocol }));
  }
  const others = and(
    eq(l7Policies.listenerId, listener.id),
    eq(l7Policies.action, "REDIRECT_TO_LISTENER"),
    ne(l7Policies.id, policy.id),
  );
  const other = tx.select().from(l7Policies).where(others).get();
  if (other === undefined) return;
  throw new ServiceError("conflict", { rule: rule("listenerRedirectsAlready", { name: other.name || other.id }) });
}

/** A redirect takes every request: it has no conditions (L7-21). */
export function requireNoRules({ tx }: Pick<Mutation, "tx">, policy: L7PolicyRow): void {
  if (policy.action !== "REDIRECT_TO_LISTENER") return;
  if (tx.select().from(l7Rules).where(eq(l7Rules.policyId, policy.id)).get() === undefined) return;
  throw invalidField("action", rule("redirectWithoutRules"));
}

/** FP-06: no other policy of the listener has the same conditions. */
export function requireUnlike(
  { tx }: Pick<Mutation, "tx">,
  listenerId: string,
  id: string,
  rules: readonly L7Condition[],
): void {
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
