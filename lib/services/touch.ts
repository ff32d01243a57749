import { eq } from "drizzle-orm";
import { listeners, loadBalancers, pools } from "@/lib/db/schema";
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
