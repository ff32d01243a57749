import { eq } from "drizzle-orm";
import { l7Policies, listeners, loadBalancers, pools } from "@/lib/db/schema";
import { requireModifiable } from "./loadbalancer/protection";
import type { Mutation } from "./mutation";

/**
 * Marks a load balancer as changed by what happened to it or under it. Every change under it passes here: a protected
 * one refuses it, once a transaction, so that what makes a protected load balancer can fill it.
 */
export function touchLoadBalancer({ tx, at, generation, changes }: Mutation, id: string): void {
  const row = tx.select().from(loadBalancers).where(eq(loadBalancers.id, id)).get();
  if (row !== undefined && row.generation !== generation) requireModifiable(row);
  tx.update(loadBalancers).set({ generation, updatedAt: at }).where(eq(loadBalancers.id, id)).run();
  changes.push({ type: "loadbalancer", id });
}

/** Marks a listener and its load balancer. */
export function touchListener(mutation: Mutation, listener: { id: string; loadBalancerId: string }): void {
  const { tx, at, generation, changes } = mutation;
  tx.update(listeners).set({ generation, updatedAt: at }).where(eq(listeners.id, listener.id)).run();
  changes.push({ type: "listener", id: listener.id });
  touchLoadBalancer(mutation, listener.loadBalancerId);
}

/** Marks a policy, its listener and its load balancer. */
export function touchPolicy(
  mutation: Mutation,
  policy: { id: string },
  listener: { id: string; loadBalancerId: string },
): void {
  const { tx, at, generation, changes } = mutation;
  tx.update(l7Policies).set({ generation, updatedAt: at }).where(eq(l7Policies.id, policy.id)).run();
  changes.push({ type: "l7policy", id: policy.id });
  touchListener(mutation, listener);
}

/** Marks a group, the listeners that use it, and its load balancer. */
export function touchPool(mutation: Mutation, pool: { id: string; loadBalancerId: string }): void {
  const { tx, at, generation, changes } = mutation;
  tx.update(pools).set({ generation, updatedAt: at }).where(eq(pools.id, pool.id)).run();
  changes.push({ type: "pool", id: pool.id });
  const users = tx
    .update(listeners)
    .set({ generation, updatedAt: at })
    .where(eq(listeners.defaultPoolId, pool.id))
    .returning({ id: listeners.id })
    .all();
  for (const user of users) changes.push({ type: "listener", id: user.id });
  touchLoadBalancer(mutation, pool.loadBalancerId);
}
