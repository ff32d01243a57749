import { demoServers } from "@/lib/db/schema";
import { type Context, requireRole } from "../context";
import { notFound } from "../errors";
import { removeLoadBalancer } from "../loadbalancer/delete";
import { audited, withTransaction } from "../mutation";

/** Removes the sample with everything under it, its servers included. */
export function removeSample(ctx: Context): void {
  audited(ctx, { event: "delete loadbalancer", type: "loadbalancer", input: { name: "sample" } }, () => {
    requireRole(ctx, "operator");
    withTransaction(ctx, (mutation) => {
      const demo = mutation.tx.select().from(demoServers).get();
      if (demo === undefined) throw notFound("loadbalancer", "sample");
      mutation.tx.delete(demoServers).run();
      removeLoadBalancer(ctx, mutation, demo.loadBalancerId);
    });
  });
}
