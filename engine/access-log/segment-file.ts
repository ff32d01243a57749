import type { Disk } from "./disk";
import { segmentName } from "@/lib/model/log-segment";

export interface SegmentLimits {
  /** Size after which the next file begins, in bytes, and age, in ms. */
  maxBytes: number;
  maxAgeMs: number;
}

const defaults: SegmentLimits = { maxBytes: 64 * 1024 * 1024, maxAgeMs: 3_600_000 };

/**
 * The file that one worker writes of one stream now. It writes by position: what a full disk took in part is written
 * over with the next try, so that a line is cut off only at the end of a file whose writer died.
 */
export class SegmentFile {
  private fd = -1;
  private position = 0;
  private beganAt = 0;
  private readonly limits: SegmentLimits;

  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
    private readonly worker: number,
    limits: Partial<SegmentLimits> = {},
  ) {
    this.limits = { ...defaults, ...limits };
  }

  get isOpen(): boolean {
    return this.fd >= 0;
  }

  /** Writes whole lines; rejects where the disk refuses, and then nothing of them counts as written. */
  async write(bytes: Uint8Array, length: number, now: number): Promise<void> {
    if (this.isOver(now)) await this.close();
    if (this.fd < 0) await this.open(now);
    let written = 0;
    while (written < length) {
      const count = await this.disk.write(this.fd, bytes, written, length - written, this.position + written);
      if (count === 0) throw Object.assign(new Error("the disk takes nothing"), { code: "ENOSPC" });
      written += count;
    }
    this.position += length;
  }

  /** The next line begins another file. */
  isOver(now: number): boolean {
    if (this.fd < 0) return false;
    return this.position >= this.limits.maxBytes || now - this.beganAt >= this.limits.maxAgeMs || now < this.beganAt;
  }

  async close(): Promise<void> {
    const { fd } = this;
    if (fd < 0) return;
    this.fd = -1;
    await this.disk.close(fd).catch(() => undefined);
  }

  private async open(now: number): Promise<void> {
    // A name is taken only by a worker that died within the same ms.
    for (let at = now; ; at++) {
      try {
        this.fd = await this.disk.create(this.directory, segmentName(at, this.worker));
        this.position = 0;
        this.beganAt = now;
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST" || at > now + 100) throw error;
      }
    }
  }
}
