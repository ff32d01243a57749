import { eq } from "drizzle-orm";
import { eips } from "@/lib/db/schema";
import { DeleteEipInput } from "@/lib/model/network";
import { type Context, requireRole } from "../context";
import { findEip } from "../find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { requireUnbound } from "./require-unbound";
import { releaseEip } from "./unbind";

/** Gives an EIP back to the pool. `unbind` takes it from its load balancer first; without it a bound one is refused. */
export function deleteEip(ctx: Context, raw: DeleteEipInput): void {
  audited(ctx, { event: "delete eip", type: "eip", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, unbind } = parse(DeleteEipInput, raw);
    withTransaction(ctx, (mutation) => {
      const found = findEip(ctx, mutation.tx, id);
      const before = unbind ? releaseEip(ctx, mutation, found) : found;
      requireUnbound(before, "id");
      mutation.tx.delete(eips).where(eq(eips.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete eip",
        resource: { type: "eip", id, name: before.address },
        projectId: before.projectId,
        before,
      });
    });
  });
}
