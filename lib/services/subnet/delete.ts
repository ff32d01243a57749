import { eq } from "drizzle-orm";
import { loadBalancers, subnets } from "@/lib/db/schema";
import { requireWholeView } from "../configuration/require-whole-view";
import { type Context, requireRole } from "../context";
import { findSubnet } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { refuseWhileBalancers } from "../refuse-while-balancers";

/** Deletes a subnet; while load balancers have addresses of it, it stays and they are named. */
export function deleteSubnet(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete subnet", type: "subnet", input: { id } }, () => {
    requireRole(ctx, "operator");
    requireWholeView(ctx);
    withTransaction(ctx, (mutation) => {
      const before = findSubnet(mutation.tx, id);
      refuseWhileBalancers(ctx, mutation.tx, eq(loadBalancers.subnetId, id), "subnetInUse");
      mutation.tx.delete(subnets).where(eq(subnets.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete subnet",
        resource: { type: "subnet", id, name: before.name },
        before,
      });
    });
  });
}
