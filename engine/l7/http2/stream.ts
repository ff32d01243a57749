import {
  endOfFile,
  kLastWriteWasAsync,
  kReadBytesOrError,
  type ShutdownRequest,
  type SocketName,
  streamBaseState,
  type TcpHandle,
  type WriteRequest,
} from "@/engine/upstream/tcp/bindings";
import { latin1, writeLatin1 } from "../http1/bytes";
import { ErrorCode } from "./frame";
import { encodeAnswer } from "./hpack-encoder";
import type { Http2Session } from "./session";

/** Window of each stream of a client: so much of a body is held for a member that does not take it. */
export const streamWindow = 131_072;

/** What all streams of the thread are read from: nothing in it outlives the call. */
export const streamReadBuffer = Buffer.allocUnsafeSlow(65_536);

const emptyLine = "\r\n\r\n";
const connectionReset = -104;
const brokenPipe = -32;
/** Bytes that are given at a time, of what was held. */
const givenBytes = 16_384;

interface Part {
  readonly request: WriteRequest;
  readonly bytes: string | Uint8Array;
  at: number;
}

/**
 * A stream behind the interface of a TCP handle: whoever reads it finds one request of HTTP/1.1 and the end, what is
 * written is one answer of HTTP/1.1 without chunks, whose end is the connection's. A reset breaks it, either way.
 */
export class Http2Stream implements TcpHandle {
  onread: (() => Buffer | undefined) | undefined;
  onconnection = undefined;
  /** Bytes of DATA that we may still send, and that the client may. */
  sendWindow: number;
  receiveWindow = streamWindow;
  /** The request is complete; our side is. */
  remoteEnded = false;
  localEnded = false;
  /** Where the flags of our last frame are, and in which filling of the output. */
  lastFrame = -1;
  lastGeneration = -1;
  private closed = false;
  private reading = false;
  /** The head of the final answer has been sent. */
  private headSent = false;
  private held: Buffer | null = null;
  private heldFrom = 0;
  private heldTo = 0;
  private heldEnd = 0;
  private scheduled = false;
  private parts: Part[] = [];
  /** Taken by the member, and not yet told to the client. */
  private taken = 0;
  private received = 0;
  /** Its body's length is not known before its end. */
  private chunked = false;

  /** @param contentLength what was announced, -1: nothing; then a body comes in chunks. */
  constructor(
    private readonly session: Http2Session,
    readonly id: number,
    private readonly contentLength: number,
    sendWindow: number,
  ) {
    this.sendWindow = sendWindow;
  }

  // The request

  /** The request's head; `isWhole`: nothing follows. */
  begin(head: string, isWhole: boolean): void {
    this.chunked = !isWhole && this.contentLength < 0;
    writeLatin1(streamReadBuffer, head, 0);
    this.give(head.length);
    if (isWhole) this.endRequest();
  }

  /** A part of the body. False: it is longer than was announced. */
  takeData(bytes: Buffer, start: number, end: number): boolean {
    const size = end - start;
    this.received += size;
    if (this.contentLength >= 0 && this.received > this.contentLength) return false;
    if (this.closed || size === 0) this.count(size);
    else if (this.reading && this.held === null) this.giveData(bytes, start, end);
    else this.hold(bytes, start, end);
    return true;
  }

  /** Nothing more follows. False: the body is shorter than was announced. */
  endRequest(): boolean {
    if (this.contentLength >= 0 && this.received !== this.contentLength) return false;
    this.remoteEnded = true;
    this.heldEnd = endOfFile;
    if (this.reading && this.held === null) this.deliver();
    return true;
  }

  /** The client has reset it, or is gone. */
  fail(): void {
    this.held = null;
    this.heldEnd = 0;
    this.parts = [];
    this.localEnded = true;
    this.remoteEnded = true;
    if (!this.closed) this.give(connectionReset);
  }

  private hold(bytes: Buffer, start: number, end: number): void {
    const size = end - start;
    if (this.held === null || this.heldTo + size > this.held.length) {
      const former = this.heldTo - this.heldFrom;
      const room = Buffer.allocUnsafe(Math.max(4096, 2 * (former + size)));
      this.held?.copy(room, 0, this.heldFrom, this.heldTo);
      this.held = room;
      this.heldFrom = 0;
      this.heldTo = former;
    }
    this.heldTo += bytes.copy(this.held, this.heldTo, start, end);
  }

  /** A part of the body as the reader expects it. */
  private giveData(bytes: Buffer, start: number, end: number): void {
    const size = end - start;
    let at = 0;
    if (this.chunked) {
      const before = `${size.toString(16)}\r\n`;
      writeLatin1(streamReadBuffer, before, 0);
      at = before.length;
    }
    at += bytes.copy(streamReadBuffer, at, start, end);
    if (this.chunked) {
      writeLatin1(streamReadBuffer, "\r\n", at);
      at += 2;
    }
    this.count(size);
    this.give(at);
  }

  private give(length: number): void {
    streamBaseState[kReadBytesOrError] = length;
    this.onread?.();
  }

  /** Somebody has taken so many bytes: the client may send as many more. */
  private count(size: number): void {
    this.session.taken(size);
    this.taken += size;
    if (this.remoteEnded || this.closed || this.taken < streamWindow / 2) return;
    this.receiveWindow += this.taken;
    this.session.widen(this.id, this.taken);
    this.taken = 0;
  }

  private deliverSoon(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(deliverHeld, this);
  }

  /** @internal */
  deliver(): void {
    this.scheduled = false;
    while (this.held !== null && this.reading && !this.closed) {
      const { held, heldFrom } = this;
      const end = Math.min(this.heldTo, heldFrom + givenBytes);
      this.heldFrom = end;
      if (end === this.heldTo) this.held = null;
      this.giveData(held, heldFrom, end);
      if (this.held === null) this.heldFrom = this.heldTo = 0;
    }
    if (this.held !== null || this.heldEnd === 0 || !this.reading || this.closed) return;
    this.heldEnd = 0;
    if (this.chunked) {
      writeLatin1(streamReadBuffer, "0\r\n\r\n", 0);
      this.give(5);
    }
    if (!this.closed) this.give(endOfFile);
  }

  useUserBuffer(): number {
    return 0;
  }

  readStart(): number {
    this.reading = true;
    if (this.held !== null || this.heldEnd !== 0) this.deliverSoon();
    return 0;
  }

  readStop(): number {
    this.reading = false;
    return 0;
  }

  // The answer

  writeLatin1String(request: WriteRequest, text: string): number {
    return this.write(request, text);
  }

  writeBuffer(request: WriteRequest, bytes: Uint8Array): number {
    return this.write(request, bytes);
  }

  private write(request: WriteRequest, bytes: string | Uint8Array): number {
    if (this.closed || this.localEnded) return brokenPipe;
    let at = 0;
    while (!this.headSent && at < bytes.length) at = this.sendHead(bytes, at);
    if (this.parts.length === 0) at = this.session.sendData(this, bytes, at);
    const isSent = at === bytes.length;
    if (!isSent) {
      this.parts.push({ request, bytes, at });
      this.session.waits(this);
    }
    // Last: the connection's own writes tell theirs in the same place.
    streamBaseState[kLastWriteWasAsync] = isSent ? 0 : 1;
    return 0;
  }

  /** Heads are written whole. Gives the index after this one. */
  private sendHead(bytes: string | Uint8Array, at: number): number {
    const isText = typeof bytes === "string";
    const end = isText ? bytes.indexOf(emptyLine, at) : (bytes as Buffer).indexOf(emptyLine, at, "latin1");
    if (end < 0) throw new Error("the answer's head is not whole");
    const head = isText ? bytes.slice(at, end + 4) : latin1(bytes as Buffer, at, end + 4);
    this.headSent = head.charCodeAt(9) !== 49;
    this.session.sendHead(this, encodeAnswer(head));
    return at + head.length;
  }

  /** Sends what waits, as far as it may. Gives whether all of it has left. */
  resume(): boolean {
    for (let part = this.parts[0]; part !== undefined; part = this.parts[0]) {
      part.at = this.session.sendData(this, part.bytes, part.at);
      if (part.at < part.bytes.length) return false;
      this.parts.shift();
      part.request.oncomplete?.(0);
    }
    return true;
  }

  /** The answer is complete; a request that is not will not be read any further (RFC 9113 8.1). */
  shutdown(_request: ShutdownRequest): number {
    this.endAnswer();
    if (this.heldEnd === 0 && !this.closed) {
      this.held = null;
      this.heldEnd = endOfFile;
      this.chunked = false;
      this.deliverSoon();
    }
    return 0;
  }

  private endAnswer(): void {
    if (this.localEnded) return;
    if (this.headSent && this.parts.length === 0) this.session.endAnswer(this);
    else this.session.resetStream(this, ErrorCode.internal);
  }

  close(done?: () => void): void {
    if (this.closed) return;
    this.closed = true;
    this.dropHeld();
    this.endAnswer();
    this.parts = [];
    if (done !== undefined) setImmediate(done);
  }

  reset(done?: () => void): number {
    if (this.closed) return 0;
    this.closed = true;
    this.dropHeld();
    this.parts = [];
    if (!this.localEnded) this.session.resetStream(this, ErrorCode.internal);
    if (done !== undefined) setImmediate(done);
    return 0;
  }

  /** Nobody takes it any more: the connection's window must not suffer. */
  private dropHeld(): void {
    this.reading = false;
    if (this.held !== null) this.session.taken(this.heldTo - this.heldFrom);
    this.held = null;
  }

  // The connection underneath

  get fd(): number {
    return this.session.channel.handle.fd;
  }

  get writeQueueSize(): number {
    return this.parts.length;
  }

  getpeername(out: SocketName): number {
    return this.session.channel.handle.getpeername(out);
  }

  getsockname(out: SocketName): number {
    return this.session.channel.handle.getsockname(out);
  }

  setNoDelay(): number {
    return 0;
  }

  setKeepAlive(): number {
    return 0;
  }

  /* A stream is neither bound nor connected. */
  open = unused;
  bind = unused;
  bind6 = unused;
  listen = unused;
  connect = unused;
  connect6 = unused;
}

function unused(): number {
  return -95;
}

function deliverHeld(stream: Http2Stream): void {
  stream.deliver();
}
