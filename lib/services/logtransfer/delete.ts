import { eq } from "drizzle-orm";
import { logTransfers } from "@/lib/db/schema";
import { DeleteLogTransferInput } from "@/lib/model/log-transfer";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findLogTransfer, shownTransfer } from "./find";

/** Ends a transfer; what it put at its target stays there. */
export function deleteLogTransfer(ctx: Context, raw: DeleteLogTransferInput): void {
  audited(ctx, { event: "delete log transfer", type: "logtransfer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id } = parse(DeleteLogTransferInput, raw);
    withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const { row, stream, group } = findLogTransfer(ctx, tx, id);
      tx.delete(logTransfers).where(eq(logTransfers.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "delete log transfer",
        resource: { type: "logtransfer", id, name: stream.name },
        projectId: group.projectId,
        before: shownTransfer(row),
      });
    });
  });
}
