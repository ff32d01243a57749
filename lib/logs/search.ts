import type { LogEvent, LogProgress, ParsedLogQuery } from "@/lib/model/log-query";
import { Histogram } from "./histogram";
import { LineCounts, statusOfLine } from "./line-counts";
import { Matcher } from "./matcher";
import { listSegments, type Segment } from "./segments";
import { type LineSink, type Row, WorkerCursor } from "./worker-cursor";

const progressMs = 250;

/** Takes what a search says; a promise is waited for: its reader is slower than the disk. */
export type LogOutput = (event: LogEvent) => Promise<void> | void;

/**
 * Looks through the files of a stream from the newest line to the oldest, and says what it finds as it goes. It holds one
 * piece of one file a worker, and the rows that are still to be sent.
 */
export async function searchLogs(directory: string, query: ParsedLogQuery, say: LogOutput): Promise<void> {
  const search = new Search(listSegments(directory), query);
  await say(search.start());
  let saidAt = Date.now();
  while (!search.isOver) {
    search.step();
    const rows = search.takeRows();
    if (rows.length > 0) await say({ type: "rows", rows });
    if (Date.now() - saidAt < progressMs) continue;
    await say({ type: "progress", ...search.progress() });
    // Whoever wants it to end is heard.
    await new Promise((resume) => setImmediate(resume));
    saidAt = Date.now();
  }
  search.close();
  await say(search.done());
}

class Search implements LineSink {
  private readonly cursors: WorkerCursor[];
  private readonly histogram: Histogram;
  private readonly counts: LineCounts | null;
  private matched = 0;
  private sent = 0;
  private skipped = 0;
  private ready: string[] = [];

  constructor(
    segments: readonly Segment[],
    private readonly query: ParsedLogQuery,
  ) {
    const matcher = new Matcher(query.text, query.loadBalancerId);
    const workers = [...new Set(segments.map(({ worker }) => worker))];
    this.cursors = workers.map(
      (worker) =>
        new WorkerCursor(
          segments.filter((one) => one.worker === worker),
          query,
          matcher,
          this,
        ),
    );
    this.histogram = new Histogram(query.from, query.to);
    this.counts = query.top ? new LineCounts() : null;
  }

  get isOver(): boolean {
    if (!this.query.count && this.isFull) return true;
    return this.cursors.every((cursor) => cursor.isOver);
  }

  /** As many rows as were asked for, and it is known that there is one more. */
  private get isFull(): boolean {
    return this.sent > this.query.limit;
  }

  line(bytes: Buffer, at: number, stop: number, time: number): boolean {
    this.matched += 1;
    if (this.query.count) {
      const status = statusOfLine(bytes, at, stop);
      this.histogram.add(time, status);
      this.counts?.add(bytes, at, stop, status);
    }
    return !this.isFull;
  }

  /** Reads on where the newest unread lines are. */
  step(): void {
    const [first, ...rest] = this.cursors.filter((cursor) => !cursor.isOver);
    if (first === undefined) return;
    const next = rest.reduce((best, cursor) => (cursor.newest > best.newest ? cursor : best), first);
    next.step();
    this.merge();
  }

  takeRows(): string[] {
    return this.ready.splice(0);
  }

  start(): LogEvent {
    const { from, bucketMs } = this.histogram;
    return { type: "start", bytesTotal: this.progress().bytesTotal, from, to: this.query.to, bucketMs };
  }

  progress(): LogProgress {
    const sum = (of: (cursor: WorkerCursor) => number) => this.cursors.reduce((total, cursor) => total + of(cursor), 0);
    return {
      bytesDone: sum(({ bytesDone }) => bytesDone),
      bytesTotal: sum(({ bytesTotal }) => bytesTotal),
      lines: sum(({ lines }) => lines),
      matched: this.matched,
      buckets: this.query.count ? this.histogram.toArray() : [],
    };
  }

  done(): LogEvent {
    return {
      type: "done",
      more: this.isFull,
      top: this.counts?.top() ?? null,
      topIsPart: this.counts?.isPart ?? false,
      ...this.progress(),
    };
  }

  close(): void {
    for (const cursor of this.cursors) cursor.close();
  }

  /** Rows that nothing unread can come before are put in order. */
  private merge(): void {
    const unread = this.cursors.reduce((newest, cursor) => Math.max(newest, cursor.newest), Number.NEGATIVE_INFINITY);
    while (!this.isFull) {
      let from: WorkerCursor | undefined;
      let newest: Row | undefined;
      for (const cursor of this.cursors) {
        const row = cursor.rows.at(-1);
        if (row === undefined || (newest !== undefined && row.time <= newest.time)) continue;
        newest = row;
        from = cursor;
      }
      if (newest === undefined || newest.time < unread) return;
      from?.rows.pop();
      this.take(newest);
    }
    for (const { rows } of this.cursors) rows.length = 0;
  }

  private take({ time, text }: Row): void {
    if (time === this.query.to && this.skipped < this.query.skip) {
      this.skipped += 1;
      return;
    }
    this.sent += 1;
    if (this.sent <= this.query.limit) this.ready.push(text);
  }
}
