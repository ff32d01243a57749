import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { logTransfers } from "@/lib/db/schema";
import type { LogTransfer } from "@/lib/model/log-transfer";
import type { Context } from "../context";
import { notFound } from "../errors";
import { findLogStream } from "../logstream/find";

export type LogTransferRow = LogTransfer & { sealedSecret: string };

/** One transfer of a stream that the caller may see, or throws `notFound` or `forbidden`. */
export function findLogTransfer(ctx: Context, tx: Reader, id: string) {
  const row: LogTransferRow | undefined = tx.select().from(logTransfers).where(eq(logTransfers.id, id)).get();
  if (row === undefined) throw notFound("logtransfer", id);
  return { row, ...streamOf(ctx, tx, row.streamId) };
}

function streamOf(ctx: Context, tx: Reader, streamId: string) {
  const { row: stream, group } = findLogStream(ctx, tx, streamId);
  return { stream, group };
}

/** Without its secret, for screens and the audit. */
export function shownTransfer(row: LogTransferRow): LogTransfer {
  const { sealedSecret, ...transfer } = row;
  void sealedSecret;
  return transfer;
}
