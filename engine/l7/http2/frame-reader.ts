import { frameHeadBytes, maxFramePayload, readUint32 } from "./frame";

/** Takes whole frames. The payload lies in `bytes` from `start` to `end`, valid during the call. */
export interface FrameTaker {
  /** False: nothing more is wanted. */
  onFrame(type: number, flags: number, stream: number, bytes: Buffer, start: number, end: number): boolean;
  /** A frame is longer than we said that it may be. */
  onFrameTooLong(): void;
}

/** Finds the frames in a connection's bytes, however they are cut (RFC 9113 4.1). Holds one part of a frame at most. */
export class FrameReader {
  /** The beginning of a frame, and how much of it is here. */
  private part: Buffer | null = null;
  private filled = 0;

  constructor(private readonly taker: FrameTaker) {}

  /** A frame has begun and is not complete. */
  get isInFrame(): boolean {
    return this.part !== null;
  }

  read(bytes: Buffer, start: number, end: number): void {
    let at = start;
    if (this.part !== null) {
      at = this.complete(bytes, start, end);
      if (at < 0) return;
    }
    while (end - at >= frameHeadBytes) {
      const length = payloadLength(bytes, at);
      if (length > maxFramePayload) {
        this.taker.onFrameTooLong();
        return;
      }
      const after = at + frameHeadBytes + length;
      if (after > end) break;
      if (!this.give(bytes, at, after)) return;
      at = after;
    }
    if (at < end) this.keep(bytes, at, end);
  }

  /** Lets go of what is held. */
  end(): void {
    this.part = null;
  }

  /** Adds to the part that is here. Gives the index after its frame, or -1: it is not complete, or was the last. */
  private complete(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (this.part !== null) {
      const { part } = this;
      const taken = Math.min(part.length - this.filled, end - at);
      bytes.copy(part, this.filled, at, at + taken);
      this.filled += taken;
      at += taken;
      if (this.filled < part.length) return -1;
      const length = payloadLength(part, 0);
      if (length > maxFramePayload) {
        this.part = null;
        this.taker.onFrameTooLong();
        return -1;
      }
      if (part.length === frameHeadBytes && length > 0) {
        this.part = Buffer.allocUnsafe(frameHeadBytes + length);
        part.copy(this.part);
        continue;
      }
      this.part = null;
      if (!this.give(part, 0, part.length)) return -1;
    }
    return at;
  }

  private keep(bytes: Buffer, at: number, end: number): void {
    const head = end - at >= frameHeadBytes;
    this.part = Buffer.allocUnsafe(frameHeadBytes + (head ? payloadLength(bytes, at) : 0));
    this.filled = bytes.copy(this.part, 0, at, end);
  }

  private give(bytes: Buffer, at: number, after: number): boolean {
    const stream = readUint32(bytes, at + 5) % 0x80000000;
    return this.taker.onFrame(
      bytes[at + 3] as number,
      bytes[at + 4] as number,
      stream,
      bytes,
      at + frameHeadBytes,
      after,
    );
  }
}

function payloadLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
}
