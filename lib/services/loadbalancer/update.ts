import { eq } from "drizzle-orm";
import { loadBalancers } from "@/lib/db/schema";
import { type LoadBalancer, UpdateLoadBalancerInput } from "@/lib/model/loadbalancer";
import { type Context, requireRole } from "../context";
import { defined } from "../defined";
import { findLoadBalancer } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

export function updateLoadBalancer(ctx: Context, raw: UpdateLoadBalancerInput): LoadBalancer {
  return audited(ctx, { event: "update loadbalancer", type: "loadbalancer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, ...input } = parse(UpdateLoadBalancerInput, raw);
    return withTransaction(ctx, (mutation) => {
      const { tx, at, generation } = mutation;
      const before = findLoadBalancer(ctx, tx, id);
      const after = { ...before, ...defined(input), updatedAt: at, generation };
      tx.update(loadBalancers).set(after).where(eq(loadBalancers.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update loadbalancer",
        resource: { type: "loadbalancer", id, name: after.name },
        projectId: after.projectId,
        before,
        after,
      });
      return after;
    });
  });
}
