import { eq } from "drizzle-orm";
import { eips } from "@/lib/db/schema";
import { type Eip, UnbindEipInput } from "@/lib/model/network";
import { type Context, requireRole } from "../context";
import { findEip, findLoadBalancer } from "../find";
import { audited, emitTrace, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { touchLoadBalancer } from "../touch";

/** Makes a public load balancer private; the EIP is free for others (LB-13). */
export function unbindEip(ctx: Context, raw: UnbindEipInput): Eip {
  return audited(ctx, { event: "update loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(UnbindEipInput, raw);
    return withTransaction(ctx, (mutation) => releaseEip(ctx, mutation, findEip(ctx, mutation.tx, id)));
  });
}

/** Unbinds inside a transaction; an unbound EIP stays as it is. */
export function releaseEip(ctx: Context, mutation: Mutation, eip: Eip): Eip {
  if (eip.loadBalancerId === null) return eip;
  const { tx } = mutation;
  const balancer = findLoadBalancer(ctx, tx, eip.loadBalancerId);
  tx.update(eips).set({ loadBalancerId: null }).where(eq(eips.id, eip.id)).run();
  touchLoadBalancer(mutation, balancer.id);
  mutation.changes.push({ type: "eip", id: eip.id });
  emitTrace(mutation, ctx, {
    event: "update loadbalancer",
    resource: { type: "loadbalancer", id: balancer.id, name: balancer.name },
    projectId: balancer.projectId,
    before: { eip: eip.address },
    after: { eip: null },
  });
  return { ...eip, loadBalancerId: null };
}
