import { eq } from "drizzle-orm";
import { accessLogs } from "@/lib/db/schema";
import { DeleteAccessLogInput } from "@/lib/model/access-log";
import { type Context, requireRole } from "../context";
import { notFound } from "../errors";
import { findLoadBalancer } from "../find";
import { requireModifiable } from "../loadbalancer/protection";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Switches a load balancer's access log off, for new connections; the lines stay. */
export function deleteAccessLog(ctx: Context, raw: DeleteAccessLogInput): void {
  audited(ctx, { event: "delete access log", type: "accesslog", input: raw }, () => {
    requireRole(ctx, "operator");
    const { loadBalancerId } = parse(DeleteAccessLogInput, raw);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const balancer = findLoadBalancer(ctx, tx, loadBalancerId);
      requireModifiable(balancer);
      const before = tx.delete(accessLogs).where(eq(accessLogs.loadBalancerId, loadBalancerId)).returning().get();
      if (before === undefined) throw notFound("accesslog", loadBalancerId);
      emitTrace(mutation, ctx, {
        event: "delete access log",
        resource: { type: "accesslog", id: before.id, name: balancer.name },
        projectId: balancer.projectId,
        before,
      });
      mutation.changes.push({ type: "loadbalancer", id: loadBalancerId });
    });
  });
}
