import { eq } from "drizzle-orm";
import { loadBalancers, subnets, vpcs } from "@/lib/db/schema";
import { requireWholeView } from "../configuration/require-whole-view";
import { type Context, requireRole } from "../context";
import { findVpc } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { refuseWhileBalancers } from "../refuse-while-balancers";

/** Deletes a VPC and its subnets; while load balancers are in it, it stays and they are named. */
export function deleteVpc(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete vpc", type: "vpc", input: { id } }, () => {
    requireRole(ctx, "operator");
    requireWholeView(ctx);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = findVpc(tx, id);
      refuseWhileBalancers(ctx, tx, eq(loadBalancers.vpcId, id), "vpcInUse");
      for (const subnet of tx.delete(subnets).where(eq(subnets.vpcId, id)).returning().all()) {
        emitTrace(mutation, ctx, {
          event: "delete subnet",
          resource: { type: "subnet", id: subnet.id, name: subnet.name },
          before: subnet,
        });
      }
      tx.delete(vpcs).where(eq(vpcs.id, id)).run();
      emitTrace(mutation, ctx, { event: "delete vpc", resource: { type: "vpc", id, name: before.name }, before });
    });
  });
}
