import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type LogTransfer, objectName } from "@/lib/model/log-transfer";
import { listSegments } from "../segments";
import { linesOfPeriod } from "./period";
import type { TransferSink } from "./sink";

const pack = promisify(gzip);
const minuteMs = 60_000;
/** How long after a period its last lines may still be on their way to the disk. */
export const settleMs = 15_000;
const firstPauseMs = 10_000;
const longestPauseMs = 900_000;

/** What is remembered of a transfer. */
export type TransferState = Pick<
  LogTransfer,
  "doneUntil" | "objects" | "bytes" | "lastObject" | "lastAt" | "lastError" | "failures" | "nextTryAt"
>;

export interface TransferRun {
  transfer: LogTransfer;
  names: { group: string; stream: string };
  directory: string;
  sink: TransferSink;
  now: () => number;
  /** Keeps the state; what is not kept is done again. */
  keep: (state: TransferState) => void;
  signal: AbortSignal;
}

/**
 * Transfers every period that is over, the oldest first. The state moves on only when all files of a period are at the
 * target; objects have names of their period and file, so that what is put again after a failure takes its own place.
 */
export async function runTransfer({ transfer, names, directory, sink, now, keep, signal }: TransferRun): Promise<void> {
  const periodMs = transfer.periodMinutes * minuteMs;
  let state: TransferState = transfer;
  let kept = state;
  if (state.nextTryAt > now()) return;
  try {
    for (;;) {
      const began = Math.floor(state.doneUntil / periodMs) * periodMs;
      const end = began + periodMs;
      if (signal.aborted || end + settleMs > now()) return;
      for (const segment of listSegments(directory)) {
        const lines = await linesOfPeriod(segment, Math.max(began, state.doneUntil), end);
        if (lines.length === 0) continue;
        const bytes = transfer.gzip ? await pack(lines) : lines;
        const name = objectName(transfer, names, began, segment.name);
        await sink.put({ name, lines, bytes }, signal);
        state = {
          ...state,
          objects: state.objects + 1,
          bytes: state.bytes + bytes.length,
          lastObject: name,
          lastAt: now(),
        };
      }
      state = { ...state, doneUntil: end, lastError: "", failures: 0, nextTryAt: 0 };
      kept = state;
      keep(state);
    }
  } catch (error) {
    if (signal.aborted) return;
    const failures = kept.failures + 1;
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, failures - 1));
    // Objects of an unfinished period are counted when it is done.
    keep({ ...kept, failures, lastError: textOf(error), nextTryAt: now() + pause });
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  const { cause } = error as { cause?: { code?: string; message?: string } };
  const reason = cause?.code ?? cause?.message;
  return (reason === undefined ? error.message : `${error.message}: ${reason}`).slice(0, 500);
}
