import { eq } from "drizzle-orm";
import { eips } from "@/lib/db/schema";
import { BindEipInput, type Eip } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { ServiceError } from "../errors";
import { findEip, findLoadBalancer } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchLoadBalancer } from "../touch";
import { requireUnbound } from "./require-unbound";

/** Makes a private load balancer public (LB-12); the trace is the load balancer's (AU-05). */
export function bindEip(ctx: Context, raw: BindEipInput): Eip {
  return audited(ctx, { event: "update loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const input = parse(BindEipInput, raw);
    return withTransaction(ctx, (mutation) => {
      const eip = findEip(ctx, mutation.tx, input.id);
      requireUnbound(eip, "id");
      return bindEipTo(ctx, mutation, eip, input.loadBalancerId);
    });
  });
}

/** Binds inside a transaction. */
export function bindEipTo(ctx: Context, mutation: Mutation, eip: Eip, loadBalancerId: string): Eip {
  const { tx } = mutation;
  const balancer = findLoadBalancer(ctx, tx, loadBalancerId);
  const bound = tx.select().from(eips).where(eq(eips.loadBalancerId, balancer.id)).get();
  if (bound !== undefined) {
    throw new ServiceError("conflict", { rule: rule("loadBalancerHasEip", { address: bound.address }) });
  }
  tx.update(eips).set({ loadBalancerId: balancer.id }).where(eq(eips.id, eip.id)).run();
  touchLoadBalancer(mutation, balancer.id);
  mutation.changes.push({ type: "eip", id: eip.id });
  emitTrace(mutation, ctx, {
    event: "update loadbalancer",
    resource: { type: "loadbalancer", id: balancer.id, name: balancer.name },
    projectId: balancer.projectId,
    before: { eip: null },
    after: { eip: eip.address },
  });
  return { ...eip, loadBalancerId: balancer.id };
}
