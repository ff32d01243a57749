import { getSystemErrorName } from "node:util";
import {
  endOfFile,
  kLastWriteWasAsync,
  kReadBytesOrError,
  ShutdownWrap,
  streamBaseState,
  type TcpHandle,
  type WriteRequest,
  WriteWrap,
} from "./bindings";
import type { SegmentCount } from "./segment-count";

/** What a channel tells the one object that owns it. After `onClosed` nothing more is told. */
export interface ChannelOwner {
  /** `bytes` is the channel's read buffer: valid until this returns, and after it only while the channel is paused. */
  onBytes(bytes: Buffer, length: number): void;
  /** The other side will send no more. */
  onEnd(): void;
  /** All that was written has left for the kernel, after a write that had to wait. */
  onDrained(): void;
  /** Writing failed; reading may still give what the other side sent before. */
  onWriteFailed(code: string): void;
  /** Reading failed: the channel is closed. Not told when the owner closed it. */
  onClosed(code: string): void;
}

/** What one channel on an address with a bandwidth is subject to. */
export interface ChannelShaping {
  /** It waits for its share of the bandwidth, not for its peer. */
  readonly isWaiting: boolean;
  onRead(length: number): void;
  /** As {@link Channel.writeBytes}. */
  write(part: string | Uint8Array): boolean;
  /** A write that waited for the kernel has left, and others wait. */
  onSent(): void;
  drop(): void;
  leave(): void;
}

export interface ChannelShaper {
  shape(channel: Channel): ChannelShaping;
}

type ChannelHandle = TcpHandle & { channel: Channel };
type ChannelWrite = WriteRequest & { channel: Channel };

/** One read buffer for all channels of the thread: an idle connection holds none. */
export const sharedReadBuffer = Buffer.allocUnsafeSlow(65_536);

/** A shaped channel reads and writes so much before others have their turn. */
export const shapedReadBytes = 16_384;
const shapedReadBuffer = sharedReadBuffer.subarray(0, shapedReadBytes);

/** Told of exceptions that a connection's code threw; the connection is reset. Set by the worker. */
export const faults: { report: ((error: unknown) => void) | null; count: number } = { report: null, count: 0 };

/** For the next write; null while one is under way: a stream's write may cause one of its connection. */
let spareWrite: WriteRequest | null = null;

function takeWrite(): ChannelWrite {
  const request = spareWrite ?? new WriteWrap();
  spareWrite = null;
  return request as ChannelWrite;
}

/** One connected TCP socket: bytes in by callback, bytes out with the knowledge whether they left at once. */
export class Channel {
  owner: ChannelOwner;
  closed = false;
  ended = false;
  /** Writes that wait for the kernel. */
  pending = 0;
  /** Of a client; null: nobody counts its segments. */
  segments: SegmentCount | null = null;
  private started = false;
  private writes = 0;
  private paused = false;
  private shut = false;
  private endWanted = false;
  private writeBroken = false;
  private throttled = false;
  private buffer: Buffer;
  private wanted: Buffer;
  private readonly shaping: ChannelShaping | null;

  /** @param shaper of an address with a bandwidth; null is without limit and costs nothing. */
  constructor(
    readonly handle: TcpHandle,
    owner: ChannelOwner,
    shaper: ChannelShaper | null = null,
    /** What is always read into, for a handle that reads from another channel. */
    private readonly fixed: Buffer | null = null,
  ) {
    this.owner = owner;
    this.shaping = shaper === null ? null : shaper.shape(this);
    this.buffer = fixed ?? (shaper === null ? sharedReadBuffer : shapedReadBuffer);
    this.wanted = this.buffer;
    (handle as ChannelHandle).channel = this;
    handle.onread = onRead;
    handle.useUserBuffer(this.buffer);
  }

  /** Begins to read; once. */
  start(): void {
    if (this.started || this.closed) return;
    this.started = true;
    const status = this.handle.readStart();
    if (status !== 0) this.fail(status);
  }

  /** Reads go into `buffer` from the next read but one at the latest; see {@link ownsReadBuffer}. */
  useReadBuffer(buffer: Buffer): void {
    this.wanted = this.shaping === null ? buffer : shapedPart(buffer);
  }

  /** False: the bytes given to `onBytes` last are in the shared buffer and must be copied to outlive the call. */
  get ownsReadBuffer(): boolean {
    return this.fixed === null && this.buffer !== sharedReadBuffer && this.buffer !== shapedReadBuffer;
  }

  pause(): void {
    if (this.paused || this.closed) return;
    this.paused = true;
    this.handle.readStop();
  }

  resume(): void {
    if (!this.paused || this.closed) return;
    this.paused = false;
    if (!this.ended && !this.throttled) this.handle.readStart();
  }

  /** It waits for its share of the bandwidth: silence is not its peer's. */
  get isThrottled(): boolean {
    return this.shaping?.isWaiting === true;
  }

  /** @internal */
  throttle(): void {
    this.throttled = true;
    this.handle.readStop();
  }

  /** @internal Gives whether it reads again. */
  unthrottle(): boolean {
    this.throttled = false;
    if (this.closed || this.paused || this.ended) return false;
    return this.handle.readStart() === 0;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  /** Writes a string whose characters are bytes. True: it has left; false: it waits and `onDrained` will follow. */
  writeText(text: string): boolean {
    if (this.closed || this.writeBroken) return true;
    return this.shaping === null ? this.sendText(text) : this.shaping.write(text);
  }

  /** @internal */
  sendText(text: string): boolean {
    if (this.writes < 2) this.beforeWrite();
    const request = takeWrite();
    return this.written(request, this.handle.writeLatin1String(request, text), null);
  }

  /** Writes bytes, which must not change until `onDrained` when the answer is false. */
  writeBytes(bytes: Uint8Array): boolean {
    if (this.closed || this.writeBroken) return true;
    return this.shaping === null ? this.sendBytes(bytes) : this.shaping.write(bytes);
  }

  /** @internal */
  sendBytes(bytes: Uint8Array): boolean {
    if (this.writes < 2) this.beforeWrite();
    const request = takeWrite();
    return this.written(request, this.handle.writeBuffer(request, bytes), bytes);
  }

  /** Nagle's algorithm delays from the second write on only: a connection for one answer saves the system call. */
  private beforeWrite(): void {
    this.writes += 1;
    if (this.writes === 2) this.handle.setNoDelay(true);
  }

  private written(request: ChannelWrite, status: number, bytes: Uint8Array | null): boolean {
    if (status !== 0) {
      this.breakWriting(status);
      return true;
    }
    if (streamBaseState[kLastWriteWasAsync] === 0) {
      spareWrite = request;
      return this.pending === 0;
    }
    request.channel = this;
    request.bytes = bytes;
    request.oncomplete = onWritten;
    this.pending += 1;
    return false;
  }

  /** Ends our side after what was written; the other side may go on. */
  end(): void {
    if (this.closed || this.shut) return;
    if (this.pending > 0) {
      this.endWanted = true;
      return;
    }
    this.shut = true;
    const request = new ShutdownWrap();
    request.oncomplete = () => undefined;
    this.handle.shutdown(request);
  }

  get isEnding(): boolean {
    return this.shut || this.endWanted;
  }

  /** Nothing that is written now would leave. */
  get isBroken(): boolean {
    return this.closed || this.writeBroken;
  }

  /** Closes at once; writes that wait are lost. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.shaping?.leave();
    this.segments?.look(this.handle.fd);
    this.handle.close();
  }

  /** Closes with RST: the other side sees that something broke. */
  reset(): void {
    if (this.closed) return;
    this.closed = true;
    this.shaping?.leave();
    this.segments?.look(this.handle.fd);
    if (this.handle.reset() !== 0) this.handle.close();
  }

  /** @internal */
  fail(status: number): void {
    if (this.closed) return;
    this.close();
    this.owner.onClosed(errorName(status));
  }

  /** @internal */
  breakWriting(status: number): void {
    if (this.closed || this.writeBroken) return;
    this.writeBroken = true;
    this.shaping?.drop();
    this.owner.onWriteFailed(errorName(status));
  }

  /** @internal */
  fault(error: unknown): void {
    faults.count += 1;
    faults.report?.(error);
    if (this.closed) return;
    this.reset();
    try {
      this.owner.onClosed("EFAULT");
    } catch {
      faults.count += 1;
    }
  }

  /** @internal */
  read(length: number): Buffer | undefined {
    try {
      if (length > 0) {
        if (this.shaping !== null) this.shaping.onRead(length);
        this.owner.onBytes(this.buffer, length);
      } else if (length === endOfFile) {
        this.ended = true;
        this.owner.onEnd();
      } else if (length < 0) this.fail(length);
    } catch (error) {
      this.fault(error);
    }
    if (this.wanted === this.buffer) return undefined;
    this.buffer = this.wanted;
    return this.buffer;
  }

  /** @internal */
  writeDone(status: number): void {
    this.pending -= 1;
    if (this.closed) return;
    try {
      if (status !== 0) this.breakWriting(status);
      else if (this.pending === 0) {
        if (this.endWanted) this.end();
        this.owner.onDrained();
      } else if (this.shaping !== null) this.shaping.onSent();
    } catch (error) {
      this.fault(error);
    }
  }
}

function onRead(this: ChannelHandle): Buffer | undefined {
  return this.channel.read(streamBaseState[kReadBytesOrError] as number);
}

function onWritten(this: ChannelWrite, status: number): void {
  this.bytes = null;
  this.channel.writeDone(status);
}

function shapedPart(buffer: Buffer): Buffer {
  return buffer === sharedReadBuffer ? shapedReadBuffer : buffer.subarray(0, shapedReadBytes);
}

function errorName(status: number): string {
  return getSystemErrorName(status);
}
