import { eq } from "drizzle-orm";
import { subnets } from "@/lib/db/schema";
import { type Subnet, UpdateSubnetInput } from "@/lib/model/network";
import { requireWholeView } from "../configuration/require-whole-view";
import { type Context, requireRole } from "../context";
import { findSubnet } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";

/** Renames a subnet. */
export function updateSubnet(ctx: Context, raw: UpdateSubnetInput): Subnet {
  return audited(ctx, { event: "update subnet", type: "subnet", input: raw }, () => {
    requireRole(ctx, "operator");
    requireWholeView(ctx);
    const { id, name } = parse(UpdateSubnetInput, raw);
    return withTransaction(ctx, (mutation) => {
      const before = findSubnet(mutation.tx, id);
      const after: Subnet = { ...before, name };
      mutation.tx.update(subnets).set(after).where(eq(subnets.id, id)).run();
      emitTrace(mutation, ctx, { event: "update subnet", resource: { type: "subnet", id, name }, before, after });
      return after;
    });
  });
}
