import { eq } from "drizzle-orm";
import { eips, listeners, loadBalancers, pools } from "@/lib/db/schema";
import { DeleteLoadBalancerInput } from "@/lib/model/loadbalancer";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { type Remaining, ServiceError } from "../errors";
import { findLoadBalancer } from "../find";
import { removeListener } from "../listener/remove";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { removePool } from "../pool/remove";
import { requireDeletable } from "./protection";

/** Deletes a load balancer; its EIP stays (LB-15). Without `cascade` only an empty one (LB-14, K-24). */
export function deleteLoadBalancer(ctx: Context, raw: DeleteLoadBalancerInput): void {
  audited(ctx, { event: "delete loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, cascade } = parse(DeleteLoadBalancerInput, raw);
    withTransaction(ctx, (mutation) => {
      requireDeletable(findLoadBalancer(ctx, mutation.tx, id));
      if (!cascade) requireEmpty(mutation, id);
      removeLoadBalancer(ctx, mutation, id);
    });
  });
}

/** Deletes a load balancer and everything under it, inside a transaction. */
export function removeLoadBalancer(ctx: Context, mutation: Mutation, id: string): void {
  const { tx } = mutation;
  const before = findLoadBalancer(ctx, tx, id);
  requireDeletable(before);
  const rows = tx.select().from(listeners).where(eq(listeners.loadBalancerId, id)).all();
  // HTTP listeners may redirect to HTTPS ones, which go after them.
  for (const row of rows.filter(({ protocol }) => protocol !== "HTTPS")) {
    removeListener(ctx, mutation, row, before.projectId);
  }
  for (const row of rows.filter(({ protocol }) => protocol === "HTTPS")) {
    removeListener(ctx, mutation, row, before.projectId);
  }
  for (const row of tx.select().from(pools).where(eq(pools.loadBalancerId, id)).all()) {
    removePool(ctx, mutation, row, before.projectId);
  }
  for (const row of tx
    .update(eips)
    .set({ loadBalancerId: null })
    .where(eq(eips.loadBalancerId, id))
    .returning()
    .all()) {
    mutation.changes.push({ type: "eip", id: row.id });
  }
  tx.delete(loadBalancers).where(eq(loadBalancers.id, id)).run();
  emitTrace(mutation, ctx, {
    event: "delete loadbalancer",
    resource: { type: "loadbalancer", id, name: before.name },
    projectId: before.projectId,
    before,
  });
}

function requireEmpty({ tx }: Mutation, id: string): void {
  const remains: Remaining[] = [
    ...tx
      .select({ id: listeners.id, name: listeners.name })
      .from(listeners)
      .where(eq(listeners.loadBalancerId, id))
      .all()
      .map((row) => ({ type: "listener", ...row })),
    ...tx
      .select({ id: pools.id, name: pools.name })
      .from(pools)
      .where(eq(pools.loadBalancerId, id))
      .all()
      .map((row) => ({ type: "pool", ...row })),
  ];
  if (remains.length > 0) throw new ServiceError("inUse", { rule: rule("loadBalancerNotEmpty"), remains });
}
