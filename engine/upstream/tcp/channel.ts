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

type ChannelHandle = TcpHandle & { channel: Channel };
type ChannelWrite = WriteRequest & { channel: Channel };

/** One read buffer for all channels of the thread: an idle connection holds none. */
export const sharedReadBuffer = Buffer.allocUnsafeSlow(65_536);

/** Told of exceptions that a connection's code threw; the connection is reset. Set by the worker. */
export const faults: { report: ((error: unknown) => void) | null; count: number } = { report: null, count: 0 };

let spareWrite = new WriteWrap();

/** One connected TCP socket: bytes in by callback, bytes out with the knowledge whether they left at once. */
export class Channel {
  owner: ChannelOwner;
  closed = false;
  ended = false;
  /** Writes that wait for the kernel. */
  pending = 0;
  private started = false;
  private writes = 0;
  private paused = false;
  private shut = false;
  private endWanted = false;
  private writeBroken = false;
  private buffer: Buffer = sharedReadBuffer;
  private wanted: Buffer = sharedReadBuffer;

  constructor(
    readonly handle: TcpHandle,
    owner: ChannelOwner,
  ) {
    this.owner = owner;
    (handle as ChannelHandle).channel = this;
    handle.onread = onRead;
    handle.useUserBuffer(sharedReadBuffer);
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
    this.wanted = buffer;
  }

  /** False: the bytes given to `onBytes` last are in the shared buffer and must be copied to outlive the call. */
  get ownsReadBuffer(): boolean {
    return this.buffer !== sharedReadBuffer;
  }

  pause(): void {
    if (this.paused || this.closed) return;
    this.paused = true;
    this.handle.readStop();
  }

  resume(): void {
    if (!this.paused || this.closed) return;
    this.paused = false;
    if (!this.ended) this.handle.readStart();
  }

  get isPaused(): boolean {
    return this.paused;
  }

  /** Writes a string whose characters are bytes. True: it has left; false: it waits and `onDrained` will follow. */
  writeText(text: string): boolean {
    if (this.closed || this.writeBroken) return true;
    if (this.writes < 2) this.beforeWrite();
    const request = spareWrite as ChannelWrite;
    return this.written(request, this.handle.writeLatin1String(request, text), null);
  }

  /** Writes bytes, which must not change until `onDrained` when the answer is false. */
  writeBytes(bytes: Uint8Array): boolean {
    if (this.closed || this.writeBroken) return true;
    if (this.writes < 2) this.beforeWrite();
    const request = spareWrite as ChannelWrite;
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
    if (streamBaseState[kLastWriteWasAsync] === 0) return this.pending === 0;
    spareWrite = new WriteWrap();
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

  /** Closes at once; writes that wait are lost. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.handle.close();
  }

  /** Closes with RST: the other side sees that something broke. */
  reset(): void {
    if (this.closed) return;
    this.closed = true;
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
      if (length > 0) this.owner.onBytes(this.buffer, length);
      else if (length === endOfFile) {
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
      }
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

function errorName(status: number): string {
  return getSystemErrorName(status);
}
