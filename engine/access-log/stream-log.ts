import { putText } from "./put";
import type { SegmentFile } from "./segment-file";

export const bufferBytes = 65_536;
/** Buffers of one stream that wait for the disk at most, in one worker. */
const maxWaiting = 16;

interface Filled {
  bytes: Buffer;
  length: number;
  lines: number;
}

/**
 * Lines of one stream from one worker on their way to the disk. Adding one costs a copy and never waits: what the disk
 * does not take in time is dropped as whole lines and counted.
 */
export class StreamLog {
  /** Lines that are on the disk, and lines that were dropped. */
  written = 0;
  dropped = 0;
  /** The system's code while the disk refuses; empty while it does not. */
  error = "";
  /** Where the line that {@link reserve} was asked for begins. */
  position = 0;
  private current: Filled | null = null;
  private readonly waiting: Filled[] = [];
  private spare: Buffer | null = null;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly file: SegmentFile,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Where a line of at most `most` bytes may be written, from {@link position}; {@link commit} must follow. Null: it is
   * dropped.
   */
  reserve(most: number): Buffer | null {
    let { current } = this;
    if (current !== null && current.length + most > bufferBytes) {
      this.fill();
      current = null;
      void this.drain();
    }
    if (current === null) {
      if (this.closed || this.waiting.length >= maxWaiting || most > bufferBytes) {
        this.dropped += 1;
        return null;
      }
      current = { bytes: this.spare ?? Buffer.allocUnsafeSlow(bufferBytes), length: 0, lines: 0 };
      this.spare = null;
      this.current = current;
    }
    this.position = current.length;
    return current.bytes;
  }

  /** The line that was written ends at `end`, with its line feed. */
  commit(end: number): void {
    const { current } = this;
    if (current === null) return;
    current.length = end;
    current.lines += 1;
  }

  /** Adds one line, which ends in a line feed and whose characters are bytes. */
  add(line: string): void {
    const bytes = this.reserve(line.length);
    if (bytes !== null) this.commit(putText(bytes, this.position, line));
  }

  /** Sends what is here to the disk, and tries again what it refused; what comes meanwhile fills whole buffers. */
  flush(): Promise<void> {
    if (this.waiting.length === 0) {
      this.fill();
      if (this.waiting.length === 0 && !this.file.isOpen) this.spare = null;
    }
    return this.drain();
  }

  /** Writes what is left; what the disk still refuses counts as dropped. Nothing can be added any more. */
  async close(): Promise<void> {
    this.closed = true;
    await this.drain();
    this.fill();
    await this.drain();
    for (const { lines } of this.waiting.splice(0)) this.dropped += lines;
    await this.file.close();
  }

  private fill(): void {
    if (this.current === null) return;
    this.waiting.push(this.current);
    this.current = null;
  }

  private drain(): Promise<void> {
    this.running ??= this.write().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async write(): Promise<void> {
    if (this.file.isOver(this.now())) await this.file.close();
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      try {
        await this.file.write(next.bytes, next.length, this.now());
      } catch (error) {
        this.error = (error as NodeJS.ErrnoException).code ?? "EIO";
        return;
      }
      this.error = "";
      this.written += next.lines;
      this.waiting.shift();
      this.spare = next.bytes;
    }
  }
}
