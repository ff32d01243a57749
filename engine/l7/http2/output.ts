import type { BufferPool } from "@/engine/upstream/buffer-pool";
import type { Channel } from "@/engine/upstream/tcp/channel";
import { writeLatin1 } from "../http1/bytes";
import { Flag, FrameType, frameHeadBytes, maxFramePayload, putFrameHead, putUint32 } from "./frame";

/** A part of a body that is not worth a frame of its own. */
const leastPart = 1024;

/**
 * Frames on their way to the client: those of one turn of the event loop leave as one write. A buffer is held only
 * while something is in it.
 */
export class Output {
  /** Bytes that were given to the connection. */
  bytes = 0;
  /** Which filling of the buffer this is: positions of another one mean nothing. */
  generation = 0;
  private buffer: Buffer | null = null;
  private length = 0;
  private scheduled = false;
  /** Buffers that writes still read from. */
  private writing: Buffer[] = [];

  constructor(
    private readonly channel: Channel,
    private readonly buffers: BufferPool,
  ) {}

  /** What was given to the connection has not left: bodies wait. */
  get isBlocked(): boolean {
    return this.channel.pending > 0;
  }

  /** Bytes that wait for their turn. */
  get waiting(): number {
    return this.length;
  }

  /** A frame of `payload`, as characters. Gives where its flags are. */
  text(type: number, flags: number, stream: number, payload: string): number {
    const at = this.frame(payload.length, type, flags, stream);
    const { buffer } = this;
    if (buffer !== null && payload.length > 0) writeLatin1(buffer, payload, at);
    return at - 5;
  }

  /** A part of a body. Gives where the frame's flags are. */
  data(stream: number, part: string | Uint8Array, from: number, end: number): number {
    const at = this.frame(end - from, FrameType.data, 0, stream);
    const buffer = this.buffer as Buffer;
    if (typeof part === "string")
      writeLatin1(buffer, from === 0 && end === part.length ? part : part.slice(from, end), at);
    else if (part instanceof Buffer) part.copy(buffer, at, from, end);
    else buffer.set(part.subarray(from, end), at);
    return at - 5;
  }

  /** A header block, in as many frames as it needs. Gives where the first one's flags are. */
  headers(stream: number, block: string): number {
    if (block.length <= maxFramePayload) return this.text(FrameType.headers, Flag.endHeaders, stream, block);
    const place = this.text(FrameType.headers, 0, stream, block.slice(0, maxFramePayload));
    const { generation } = this;
    for (let at = maxFramePayload; at < block.length; at += maxFramePayload) {
      const part = block.slice(at, at + maxFramePayload);
      const isLast = at + maxFramePayload >= block.length;
      this.text(FrameType.continuation, isLast ? Flag.endHeaders : 0, stream, part);
    }
    return generation === this.generation ? place : -1;
  }

  /** A frame of one or two numbers: RST_STREAM, WINDOW_UPDATE, GOAWAY. */
  numbers(type: number, stream: number, first: number, second = -1): void {
    const at = this.frame(second < 0 ? 4 : 8, type, 0, stream);
    const buffer = this.buffer as Buffer;
    const next = putUint32(buffer, at, first);
    if (second >= 0) putUint32(buffer, next, second);
  }

  /** Says of a frame that it is its stream's last, if it is still here. */
  markEnd(place: number, generation: number): boolean {
    if (place < 0 || generation !== this.generation || this.buffer === null) return false;
    this.buffer[place]! |= Flag.endStream;
    return true;
  }

  private frame(length: number, type: number, flags: number, stream: number): number {
    const size = frameHeadBytes + length;
    if (this.buffer !== null && this.length + size > this.buffer.length) this.flush();
    this.buffer ??= this.buffers.take();
    const at = putFrameHead(this.buffer, this.length, length, type, flags, stream);
    this.length += size;
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(flushOutput, this);
    }
    return at;
  }

  /** Gives what is here to the connection. */
  flush(): void {
    const { buffer, length } = this;
    if (buffer === null || length === 0) return;
    this.buffer = null;
    this.length = 0;
    this.generation += 1;
    this.bytes += length;
    if (this.channel.writeBytes(buffer.subarray(0, length))) this.buffers.give(buffer);
    else this.writing.push(buffer);
  }

  /** Everything that was given to the connection has left. */
  drained(): void {
    for (let buffer = this.writing.pop(); buffer !== undefined; buffer = this.writing.pop()) this.buffers.give(buffer);
  }

  /** Bytes that a frame's payload may have to fit where others are already; little room is none. */
  get room(): number {
    const { buffer } = this;
    const left = buffer === null ? this.buffers.size - frameHeadBytes : buffer.length - this.length - frameHeadBytes;
    return left < leastPart ? maxFramePayload : left;
  }

  /** @internal */
  turn(): void {
    this.scheduled = false;
    try {
      this.flush();
    } catch (error) {
      this.channel.fault(error);
    }
  }

  end(): void {
    this.buffer = null;
    this.writing = [];
    this.length = 0;
  }
}

function flushOutput(output: Output): void {
  output.turn();
}
