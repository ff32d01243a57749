import type { BufferPool } from "../buffer-pool";
import { type Channel, sharedReadBuffer } from "./channel";

/** Bytes up to this number are cheaper as a string, which libuv copies, than as a view of a buffer. */
const textLimit = 1024;
/** A read of so many bytes tells of a stream that is worth a read buffer of its own, one below it that it pauses. */
const largeRead = 16_384;

/** Where bytes of the shared read buffer go before they are written; a write that has to wait keeps it. */
let scratch = Buffer.allocUnsafeSlow(sharedReadBuffer.length);

/** One direction of a relay: what `from` reads `to` writes, byte for byte; `from` rests while `to` cannot keep up. */
export class Flow {
  /** Read buffer of its own while many bytes come: what waits is written from it and nothing is copied. */
  private own: Buffer | null = null;

  constructor(
    private readonly from: Channel,
    private readonly to: Channel,
    private readonly buffers: BufferPool,
  ) {}

  /** Passes on what `from` has just read. */
  pass(bytes: Buffer, start: number, end: number): void {
    const size = end - start;
    if (size <= 0) return;
    if (!this.write(bytes, start, end)) this.from.pause();
    else if (this.own === null) {
      if (size >= largeRead) this.useOwn();
    } else if (size < largeRead) this.giveBack();
  }

  private write(bytes: Buffer, start: number, end: number): boolean {
    const { to } = this;
    if (end - start <= textLimit) return to.writeText((bytes as Latin1Buffer).latin1Slice(start, end));
    if (this.from.ownsReadBuffer) return to.writeBytes(bytes.subarray(start, end));
    bytes.copy(scratch, 0, start, end);
    const flushed = to.writeBytes(scratch.subarray(0, end - start));
    if (!flushed) scratch = Buffer.allocUnsafeSlow(scratch.length);
    return flushed;
  }

  private useOwn(): void {
    this.own = this.buffers.take();
    this.from.useReadBuffer(this.own);
  }

  private giveBack(): void {
    if (this.own === null) return;
    this.from.useReadBuffer(sharedReadBuffer);
    this.buffers.give(this.own);
    this.own = null;
  }

  /** `to` has sent all: `from` may go on. */
  drained(): void {
    this.from.resume();
  }

  /** `from` will send no more, and `to` says so after what it still has to send. */
  end(): void {
    this.to.end();
  }

  /** The relay is over and its channels are closed. A buffer that a write may still read from is left to the collector. */
  close(): void {
    if (this.own !== null && this.to.pending === 0) this.buffers.give(this.own);
    this.own = null;
  }
}

/** Node has it; its types do not. */
type Latin1Buffer = Buffer & { latin1Slice(start: number, end: number): string };
