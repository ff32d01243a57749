import type { AccessLogState } from "@/lib/wire/messages";
import type { AccessLogReport } from "./report";

/** How long a drop is told as an alarm, in ms. */
const alarmMs = 600_000;

interface Total {
  written: number;
  dropped: number;
  droppedAt: number;
  /** By worker, while its disk refuses. */
  errors: Map<number, string>;
}

/** What became of the lines of all workers since the engine began. */
export class AccessLogTotals {
  private readonly streams = new Map<string, Total>();

  add(worker: number, { streamId, written, dropped, error }: AccessLogReport, now: number): void {
    let total = this.streams.get(streamId);
    if (total === undefined) {
      total = { written: 0, dropped: 0, droppedAt: 0, errors: new Map() };
      this.streams.set(streamId, total);
    }
    total.written += written;
    total.dropped += dropped;
    if (dropped > 0) total.droppedAt = now;
    if (error === "") total.errors.delete(worker);
    else total.errors.set(worker, error);
  }

  /** A worker is gone: what it could not write is no longer its matter. */
  ended(worker: number): void {
    for (const { errors } of this.streams.values()) errors.delete(worker);
  }

  /** Streams that nobody names any more are forgotten. */
  keepOnly(streamIds: ReadonlySet<string>): void {
    for (const id of this.streams.keys()) if (!streamIds.has(id)) this.streams.delete(id);
  }

  states(): AccessLogState[] {
    return [...this.streams].map(([streamId, { written, dropped, droppedAt, errors }]) => ({
      streamId,
      written,
      dropped,
      droppedAt,
      error: [...errors.values()][0] ?? "",
    }));
  }

  /** The disk refuses lines, or some were lost within the last ten minutes. */
  isAlarming(now: number): boolean {
    for (const { droppedAt, errors } of this.streams.values())
      if (errors.size > 0 || (droppedAt > 0 && now - droppedAt < alarmMs)) return true;
    return false;
  }
}
