import { closeSync, openSync, readSync } from "node:fs";
import { endOfLines, offsetOfTime } from "./bounds";
import { timeOfLine } from "./line-fields";
import type { Matcher } from "./matcher";
import type { Segment } from "./segments";

const chunkBytes = 1024 * 1024;
const lineFeed = 10;

/** Is told of every line that matches, while its bytes are there. */
export interface LineSink {
  /** The line's bytes without its line feed; true keeps them as a row. */
  line(bytes: Buffer, at: number, stop: number, time: number): boolean;
}

export interface Row {
  time: number;
  text: string;
}

/** The part of a file whose lines may be within the time asked for. */
interface Part {
  path: string;
  from: number;
  to: number;
}

/** Reads the lines of one worker from the newest to the oldest, a piece of a file at a time. */
export class WorkerCursor {
  /** Lines looked at, and bytes. */
  lines = 0;
  bytesDone = 0;
  readonly bytesTotal: number;
  /** No line that comes is newer than this; -Infinity: none comes. */
  newest = Number.POSITIVE_INFINITY;
  /** Matches that were kept, the oldest first. */
  readonly rows: Row[] = [];
  private readonly parts: Part[];
  private readonly chunk = Buffer.allocUnsafe(chunkBytes);
  private fd = -1;

  /** @param segments of one worker, the oldest first. */
  constructor(
    segments: readonly Segment[],
    private readonly range: { from: number; to: number },
    private readonly matcher: Matcher,
    private readonly sink: LineSink,
  ) {
    this.parts = partsOf(segments, range);
    this.bytesTotal = this.parts.reduce((sum, { from, to }) => sum + to - from, 0);
    if (this.parts.length === 0) this.newest = Number.NEGATIVE_INFINITY;
  }

  get isOver(): boolean {
    return this.parts.length === 0;
  }

  /** Reads the next piece; its matches are added to {@link rows} in front. */
  step(): void {
    const part = this.parts.at(-1);
    if (part === undefined) return;
    if (this.fd < 0) this.fd = openOrNone(part.path);
    const from = Math.max(part.from, part.to - chunkBytes);
    const length = this.fd < 0 ? 0 : readSync(this.fd, this.chunk, 0, part.to - from, from);
    const begin = from === part.from ? 0 : this.chunk.subarray(0, length).indexOf(lineFeed) + 1;
    // A piece without a line feed is no log: it is passed over.
    const used = begin > 0 && begin < length ? begin : 0;
    const found = this.scan(used, length);
    this.rows.unshift(...found);
    this.bytesDone += part.to - from - used;
    part.to = from + used;
    const first = timeOfLine(this.chunk, used);
    if (first >= 0 && length > 0) this.newest = Math.min(this.newest, first);
    if (part.to > part.from && length > 0) return;
    this.bytesDone += part.to - part.from;
    this.close();
    this.parts.pop();
    if (this.parts.length === 0) this.newest = Number.NEGATIVE_INFINITY;
  }

  close(): void {
    if (this.fd >= 0) closeSync(this.fd);
    this.fd = -1;
  }

  private scan(begin: number, length: number): Row[] {
    const { chunk, matcher, range } = this;
    const bytes = chunk.subarray(0, length);
    const { needle } = matcher;
    const rows: Row[] = [];
    let at = begin;
    while (at < length) {
      if (needle.length > 0) {
        const hit = bytes.indexOf(needle, at);
        if (hit < 0) {
          this.lines += countLines(bytes, at);
          break;
        }
        const start = bytes.lastIndexOf(lineFeed, hit) + 1;
        if (start > at) {
          this.lines += countLines(bytes.subarray(0, start), at);
          at = start;
        }
      }
      let stop = bytes.indexOf(lineFeed, at);
      if (stop < 0) stop = length;
      this.lines += 1;
      const time = timeOfLine(bytes, at);
      if (time >= range.from && time <= range.to && matcher.matches(bytes, at, stop)) {
        if (this.sink.line(bytes, at, stop, time)) rows.push({ time, text: bytes.toString("latin1", at, stop) });
      }
      at = stop + 1;
    }
    return rows;
  }
}

function countLines(bytes: Buffer, at: number): number {
  let count = 0;
  for (let feed = bytes.indexOf(lineFeed, at); feed >= 0; feed = bytes.indexOf(lineFeed, feed + 1)) count += 1;
  return count;
}

/** A file that expired meanwhile has no lines. */
function openOrNone(path: string): number {
  try {
    return openSync(path, "r");
  } catch {
    return -1;
  }
}

function partsOf(segments: readonly Segment[], { from, to }: { from: number; to: number }): Part[] {
  const parts: Part[] = [];
  for (const [index, { path, beganAt, bytes }] of segments.entries()) {
    // The lines of a file are from before the next one was begun; a clock that was set back is given an hour.
    const next = segments[index + 1]?.beganAt ?? Number.POSITIVE_INFINITY;
    if (beganAt - slackMs > to || next + slackMs < from) continue;
    const fd = openOrNone(path);
    if (fd < 0) continue;
    try {
      const end = endOfLines(fd, bytes);
      const first = offsetOfTime(fd, end, from);
      const last = offsetOfTime(fd, end, to + 1);
      if (last > first) parts.push({ path, from: first, to: last });
    } finally {
      closeSync(fd);
    }
  }
  return parts;
}

const slackMs = 3_600_000;
