import { randomUUID } from "node:crypto";
import { logTransfers } from "@/lib/db/schema";
import { CreateLogTransferInput, type LogTransfer } from "@/lib/model/log-transfer";
import { seal } from "@/lib/wire/sealed";
import { sealingKey } from "../certificate/sealing-key";
import { type Context, requireRole } from "../context";
import { findLogStream } from "../logstream/find";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { type LogTransferRow, shownTransfer } from "./find";
import { requireTarget } from "./require-target";

/** Transfers a stream's lines from now on (LG-10). */
export function createLogTransfer(ctx: Context, raw: CreateLogTransferInput): LogTransfer {
  return audited(ctx, { event: "create log transfer", type: "logtransfer", input: raw }, () => {
    requireRole(ctx, "operator");
    const { secret = "", ...input } = parse(CreateLogTransferInput, raw);
    requireTarget(ctx, input.target, secret !== "");
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const { row: stream, group } = findLogStream(ctx, tx, input.streamId);
      const id = randomUUID();
      const row: LogTransferRow = {
        ...input,
        id,
        sealedSecret: secret === "" ? "" : seal(sealingKey(), id, secret),
        createdAt: at,
        doneUntil: at,
        objects: 0,
        bytes: 0,
        lastObject: "",
        lastAt: null,
        lastError: "",
        failures: 0,
        nextTryAt: 0,
      };
      tx.insert(logTransfers).values(row).run();
      emitTrace(mutation, ctx, {
        event: "create log transfer",
        resource: { type: "logtransfer", id, name: stream.name },
        projectId: group.projectId,
        after: shownTransfer(row),
      });
      return shownTransfer(row);
    });
  });
}
