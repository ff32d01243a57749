import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Window } from "@/lib/wire/messages";

export interface SpooledPoint {
  seq: number;
  window: Window;
}

export interface SpoolLimits {
  /** Size of a file after which the next one begins, in bytes. */
  segmentBytes: number;
  /** Bytes of all files, and ms that a file is kept without being acknowledged; the oldest go first. */
  totalBytes: number;
  maxAgeMs: number;
}

const defaults: SpoolLimits = { segmentBytes: 1024 * 1024, totalBytes: 256 * 1024 * 1024, maxAgeMs: 7 * 86_400_000 };

/**
 * Points on disk until the console has them: files of one JSON a line, named after their first sequence number. A
 * point is on the disk when `append` returns; a line cut off by a crash is forgotten; numbers never go back, because
 * the newest file always stays.
 */
export class Spool {
  private first: number[] = [];
  private fd = -1;
  private next = 1;
  private acked = 0;
  private readonly ackedPath: string;
  private readonly limits: SpoolLimits;

  constructor(
    private readonly directory: string,
    limits: Partial<SpoolLimits> = {},
  ) {
    this.limits = { ...defaults, ...limits };
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.ackedPath = join(directory, "acked");
    this.first = readdirSync(directory)
      .map((name) => Number(/^points-(\d{12})\.jsonl$/.exec(name)?.[1] ?? 0))
      .filter((seq) => seq > 0)
      .sort((a, b) => a - b);
    const current = this.first.at(-1);
    if (current === undefined) this.begin();
    else this.resume(current);
    this.acked = Math.min(readNumber(this.ackedPath), this.next - 1);
  }

  /** The newest point, acknowledged or not; null when its file is gone or it has none. */
  get newest(): SpooledPoint | null {
    for (const first of this.first.slice(-2).toReversed()) {
      const last = readPoints(this.path(first)).points.at(-1);
      if (last !== undefined) return last;
    }
    return null;
  }

  /** Number of the next point. */
  get nextSeq(): number {
    return this.next;
  }

  /** Writes a point and answers its number. */
  append(window: Window): number {
    const seq = this.next;
    this.write(Buffer.from(`${JSON.stringify({ seq, window })}\n`));
    this.next++;
    if (this.currentSize() >= this.limits.segmentBytes) this.tryToBegin();
    this.trim();
    return seq;
  }

  /**
   * Points from `fromSeq` on that are not acknowledged, in order, at least one if there is any; call again from the
   * last one's number + 1.
   */
  read(fromSeq: number): SpooledPoint[] {
    const from = Math.max(fromSeq, this.acked + 1);
    for (const [index, first] of this.first.entries()) {
      const end = this.first[index + 1] ?? this.next;
      if (end <= from || end === first) continue;
      const points = readPoints(this.path(first)).points.filter(({ seq }) => seq >= from);
      if (points.length > 0) return points;
    }
    return [];
  }

  /** Forgets the points up to `seq`: they are never read again, and their files go one at a time. */
  ack(seq: number): void {
    if (seq <= this.acked) return;
    this.acked = Math.min(seq, this.next - 1);
    writeFileSync(this.ackedPath, String(this.acked), { mode: 0o600 });
    if (seq >= this.next - 1 && this.first.at(-1) !== this.next && this.currentSize() > 65_536) this.begin();
    while (this.first.length > 1 && (this.first[1] as number) - 1 <= seq) this.drop();
  }

  /** A console that remembers higher numbers (the data directory was emptied) is not sent them twice. */
  skipTo(seq: number): void {
    if (seq <= this.next) return;
    this.next = seq;
    this.begin();
  }

  close(): void {
    closeSync(this.fd);
  }

  /** All of it or nothing: a full disk must not leave half a line that the next point would be joined to. */
  private write(line: Buffer): void {
    const before = this.currentSize();
    try {
      for (let at = 0; at < line.length; ) at += writeSync(this.fd, line, at);
      fdatasyncSync(this.fd);
    } catch (error) {
      ftruncateSync(this.fd, before);
      throw error;
    }
  }

  /** The point is on the disk: where no next file can be opened, the one that is open goes on. */
  private tryToBegin(): void {
    try {
      this.begin();
    } catch {
      // Tried again with the next point.
    }
  }

  private begin(): void {
    const fd = openSync(this.path(this.next), "a", 0o600);
    if (this.fd >= 0) closeSync(this.fd);
    this.fd = fd;
    if (this.first.at(-1) !== this.next) this.first.push(this.next);
  }

  private resume(first: number): void {
    const { points, validBytes } = readPoints(this.path(first));
    this.next = (points.at(-1)?.seq ?? first - 1) + 1;
    this.fd = openSync(this.path(first), "a", 0o600);
    ftruncateSync(this.fd, validBytes);
  }

  private trim(): void {
    const files = this.first.map((first) => statSync(this.path(first)));
    let total = files.reduce((sum, { size }) => sum + size, 0);
    const oldest = Date.now() - this.limits.maxAgeMs;
    for (const { size, mtimeMs } of files.slice(0, -1)) {
      if (total <= this.limits.totalBytes && mtimeMs >= oldest) return;
      this.drop();
      total -= size;
    }
  }

  private drop(): void {
    unlinkSync(this.path(this.first.shift() as number));
  }

  private currentSize(): number {
    return fstatSync(this.fd).size;
  }

  private path(first: number): string {
    return join(this.directory, `points-${String(first).padStart(12, "0")}.jsonl`);
  }
}

function readPoints(path: string): { points: SpooledPoint[]; validBytes: number } {
  const bytes = readFileSync(path);
  const points: SpooledPoint[] = [];
  let validBytes = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, validBytes)) {
    try {
      points.push(JSON.parse(bytes.toString("utf8", validBytes, end)) as SpooledPoint);
    } catch {
      return { points, validBytes };
    }
    validBytes = end + 1;
  }
  return { points, validBytes };
}

/** Whole number in a small file; 0 where there is none. */
function readNumber(path: string): number {
  try {
    const number = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(number) ? number : 0;
  } catch {
    return 0;
  }
}
