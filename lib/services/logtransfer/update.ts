import { eq } from "drizzle-orm";
import { logTransfers } from "@/lib/db/schema";
import { type LogTransfer, UpdateLogTransferInput } from "@/lib/model/log-transfer";
import { seal } from "@/lib/wire/sealed";
import { sealingKey } from "../certificate/sealing-key";
import { type Context, requireRole } from "../context";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { findLogTransfer, type LogTransferRow, shownTransfer } from "./find";
import { requireTarget } from "./require-target";

/** Changes where and how lines are transferred, or whether; it goes on where it stopped, and tries again at once. */
export function updateLogTransfer(ctx: Context, raw: UpdateLogTransferInput): LogTransfer {
  return audited(ctx, { event: "update log transfer", type: "logtransfer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { id, secret = "", ...given } = parse(UpdateLogTransferInput, raw);
    // A default is no wish: only what was sent changes.
    const input = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(raw, name)));
    return withTransaction(ctx, (mutation) => {
      const { tx } = mutation;
      const { row: before, stream, group } = findLogTransfer(ctx, tx, id);
      const after: LogTransferRow = {
        ...before,
        ...input,
        sealedSecret: secret === "" ? before.sealedSecret : seal(sealingKey(), id, secret),
        failures: 0,
        nextTryAt: 0,
      };
      requireTarget(ctx, after.target, after.sealedSecret !== "");
      tx.update(logTransfers).set(after).where(eq(logTransfers.id, id)).run();
      emitTrace(mutation, ctx, {
        event: "update log transfer",
        resource: { type: "logtransfer", id, name: stream.name },
        projectId: group.projectId,
        before: shownTransfer(before),
        after: shownTransfer(after),
      });
      return shownTransfer(after);
    });
  });
}
