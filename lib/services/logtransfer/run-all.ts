import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { logGroups, logStreams, logTransfers } from "@/lib/db/schema";
import { streamDirectory } from "@/lib/logs/segments";
import { runTransfer } from "@/lib/logs/transfer/run-transfer";
import { openSink } from "@/lib/logs/transfer/sink";
import { unseal } from "@/lib/wire/sealed";
import { sealingKey } from "../certificate/sealing-key";

/** Brings every transfer that is on up to date, one after the other: objects of one file are in memory at a time. */
export async function runLogTransfers(db: Db, now: () => number, signal: AbortSignal): Promise<void> {
  const all = db
    .select({ transfer: logTransfers, stream: logStreams.name, group: logGroups.name })
    .from(logTransfers)
    .innerJoin(logStreams, eq(logTransfers.streamId, logStreams.id))
    .innerJoin(logGroups, eq(logStreams.groupId, logGroups.id))
    .where(eq(logTransfers.enabled, true))
    .all();
  for (const { transfer, stream, group } of all) {
    const { id, sealedSecret, target } = transfer;
    const secret = sealedSecret === "" ? "" : (unseal(sealingKey(), id, sealedSecret) ?? "");
    await runTransfer({
      transfer,
      names: { group, stream },
      directory: streamDirectory(transfer.streamId),
      sink: openSink(target, secret),
      now,
      signal,
      keep({ doneUntil, objects, bytes, lastObject, lastAt, lastError, failures, nextTryAt }) {
        const state = { doneUntil, objects, bytes, lastObject, lastAt, lastError, failures, nextTryAt };
        db.update(logTransfers).set(state).where(eq(logTransfers.id, id)).run();
      },
    });
  }
}
