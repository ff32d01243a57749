import { eq } from "drizzle-orm";
import { eipPools, eips } from "@/lib/db/schema";
import { cidrContains, parseCidr } from "@/lib/model/address";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { notFound, ServiceError } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";

/** Takes a range out of the EIP pool, once no EIP of it is left. */
export function deleteEipPool(ctx: Context, { id }: { id: string }): void {
  audited(ctx, { event: "delete eip pool", type: "eippool", input: { id } }, () => {
    requireRole(ctx, "admin");
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const before = tx.select().from(eipPools).where(eq(eipPools.id, id)).get();
      if (before === undefined) throw notFound("eippool", id);
      const range = parseCidr(before.cidr);
      const given = tx.select().from(eips).orderBy(eips.createdAt, eips.id).all();
      const remains = given
        .filter(({ address }) => range !== null && cidrContains(range, address))
        .map((eip) => ({ type: "eip", id: eip.id, name: eip.address }));
      if (remains.length > 0) throw new ServiceError("inUse", { rule: rule("eipPoolInUse"), remains });
      tx.delete(eipPools).where(eq(eipPools.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete eip pool",
        resource: { type: "eippool", id, name: before.cidr },
        before,
      });
    });
  });
}
