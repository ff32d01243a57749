import {
  endOfFile,
  kLastWriteWasAsync,
  kReadBytesOrError,
  type ShutdownRequest,
  ShutdownWrap,
  type SocketName,
  streamBaseState,
  type TcpHandle,
  type WriteRequest,
  WriteWrap,
} from "@/engine/upstream/tcp/bindings";
import { type TlsWrap, wrapServer } from "./bindings";
import { contextFor, type TlsPlan } from "./tls-plan";

/** Told of a handshake that is over. False ends the connection: nothing of it was or will be read. */
export type Secured = (tls: TlsWrap) => boolean;

type OwnedWrap = TlsWrap & { handle: TlsHandle };
type OwnedWrite = WriteRequest & { handle: TlsHandle; first: WriteRequest | null };

/** Bytes that come while the reader rests: what one read of the kernel decrypts to. */
const spare = Buffer.allocUnsafeSlow(65_536);
const protocolError = -71;

/**
 * TLS on an accepted connection, behind the interface of a TCP handle: whoever reads and writes it sees plain bytes,
 * after the handshake. OpenSSL takes one write at a time: others wait and leave together. A write whose bytes the
 * kernel has taken is told as done, as TCP does.
 */
export class TlsHandle implements TcpHandle {
  onread: (() => Buffer | undefined) | undefined;
  onconnection = undefined;
  private readonly tls: OwnedWrap;
  private buffer: Buffer = spare;
  /** Where the next read goes; differs from `buffer` while the reader rests. */
  private target: Buffer = spare;
  private reading = false;
  private closed = false;
  /** Read while the reader rested, in order; and an end that came after it. */
  private held: Buffer[] = [];
  private heldEnd = 0;
  private delivering = false;
  private busy = false;
  private waiting: { request: WriteRequest; part: string | Uint8Array }[] = [];
  /** Closes when the report of the write under way is here. */
  private closing: (() => void) | null = null;
  private shutdownWanted: ShutdownRequest | null = null;

  constructor(
    private readonly raw: TcpHandle,
    private readonly plan: TlsPlan,
    private readonly secured: Secured,
  ) {
    const tls = wrapServer(raw, plan.defaultContext) as OwnedWrap;
    this.tls = tls;
    tls.handle = this;
    tls.onhandshakestart = nothing;
    tls.onhandshakedone = onHandshakeDone;
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is no event target.
    tls.onerror = onTlsError;
    if (plan.asksClient) tls.setVerifyMode(true, plan.requiresClient);
    tls.setALPNProtocols(plan.alpn);
    if (plan.exact.size > 0 || plan.wildcard.size > 0) {
      tls.oncertcb = onCertificateWanted;
      tls.enableCertCb();
    }
    tls.onread = onTlsRead;
    tls.useUserBuffer(spare);
  }

  /** @internal */
  handshakeDone(): void {
    if (!this.closed && !this.secured(this.tls)) this.fail(protocolError);
  }

  /** @internal */
  chooseCertificate(): void {
    const { tls } = this;
    const context = contextFor(this.plan, tls.getServername() || "");
    if (context !== null) tls.sni_context = context;
    tls.certCbDone();
  }

  /** Takes bytes that were read from the connection before this stood on it. */
  receive(bytes: Buffer): void {
    if (!this.closed) this.tls.receive(bytes);
  }

  /** @internal The peer broke the protocol, or wants none that is offered. */
  fail(code: number): void {
    if (this.closed) return;
    this.heldEnd = code;
    this.deliver();
  }

  // Reading

  useUserBuffer(buffer: Buffer): number {
    this.buffer = buffer;
    return 0;
  }

  readStart(): number {
    if (this.closed) return 0;
    this.reading = true;
    if (this.held.length > 0 || this.heldEnd !== 0) this.deliverSoon();
    const status = this.tls.readStart();
    return status === alreadyReading ? 0 : status;
  }

  readStop(): number {
    this.reading = false;
    return this.closed ? 0 : this.tls.readStop();
  }

  /** @internal Gives the buffer of the next read where it is another one. */
  read(): Buffer | undefined {
    const length = streamBaseState[kReadBytesOrError] as number;
    if (this.closed) return undefined;
    if (!this.reading || this.held.length > 0 || this.heldEnd !== 0) this.keep(length);
    else if (length <= 0) this.tell(length);
    else {
      if (this.target !== this.buffer) this.target.copy(this.buffer, 0, 0, length);
      this.tell(length);
    }
    // What is read now must not fall on bytes that a resting reader still holds.
    const wanted = this.reading ? this.buffer : spare;
    if (wanted === this.target) return undefined;
    this.target = wanted;
    return wanted;
  }

  private keep(length: number): void {
    if (length > 0) this.held.push(Buffer.from(this.target.subarray(0, length)));
    else if (length < 0) this.heldEnd = length;
  }

  private tell(length: number): void {
    streamBaseState[kReadBytesOrError] = length;
    const next = this.onread?.();
    if (next !== undefined) this.buffer = next;
  }

  private deliverSoon(): void {
    if (this.delivering) return;
    this.delivering = true;
    setImmediate(deliverHeld, this);
  }

  /** @internal */
  deliver(): void {
    this.delivering = false;
    while (this.reading && !this.closed && this.held.length > 0) {
      const part = this.held[0] as Buffer;
      const length = part.copy(this.buffer);
      if (length < part.length) this.held[0] = part.subarray(length);
      else this.held.shift();
      this.tell(length);
    }
    if (this.held.length > 0 || this.heldEnd === 0 || this.closed) return;
    // A broken connection is told at once, an orderly end to who reads.
    if (this.heldEnd === endOfFile && !this.reading) return;
    const end = this.heldEnd;
    this.heldEnd = 0;
    this.tell(end);
  }

  // Writing

  writeLatin1String(request: WriteRequest, text: string): number {
    return this.write(request, text);
  }

  writeBuffer(request: WriteRequest, bytes: Uint8Array): number {
    return this.write(request, bytes);
  }

  private write(request: WriteRequest, part: string | Uint8Array): number {
    streamBaseState[kLastWriteWasAsync] = 1;
    if (this.busy) {
      this.waiting.push({ request, part });
      return 0;
    }
    const status = this.flush(part, request);
    if (status !== 0) return status;
    // The kernel has it all: nobody needs to wait for OpenSSL's report.
    if (this.raw.writeQueueSize === 0) {
      this.current = null;
      streamBaseState[kLastWriteWasAsync] = 0;
    } else streamBaseState[kLastWriteWasAsync] = 1;
    return 0;
  }

  /** Whom the report of the write that is under way is for. */
  private current: readonly WriteRequest[] | WriteRequest | null = null;

  private flush(part: string | Uint8Array, owner: readonly WriteRequest[] | WriteRequest): number {
    const request = new WriteWrap() as OwnedWrite;
    request.handle = this;
    request.oncomplete = onFlushed;
    this.busy = true;
    this.current = owner;
    const { tls } = this;
    const status = typeof part === "string" ? tls.writeLatin1String(request, part) : tls.writeBuffer(request, part);
    if (status !== 0) {
      this.busy = false;
      this.current = null;
    }
    return status;
  }

  /** @internal */
  flushed(status: number): void {
    this.busy = false;
    if (this.closing !== null) {
      this.end(this.closing, true);
      this.closing = null;
      return;
    }
    const owners = this.current;
    this.current = null;
    const { waiting } = this;
    if (status === 0 && waiting.length > 0 && !this.closed) {
      this.waiting = [];
      const failure = this.flush(
        joined(waiting),
        waiting.map(({ request }) => request),
      );
      if (failure !== 0)
        complete(
          waiting.map(({ request }) => request),
          failure,
        );
    }
    complete(owners, status);
    if (this.busy || this.closed || this.shutdownWanted === null) return;
    this.tls.shutdown(this.shutdownWanted);
    this.shutdownWanted = null;
  }

  /** `close_notify` follows what was written. */
  shutdown(request: ShutdownRequest): number {
    if (this.busy) this.shutdownWanted = request;
    else return this.tls.shutdown(request);
    return 0;
  }

  /** The other side is told by `close_notify` that nothing was cut off, unless the kernel takes nothing more. */
  close(done?: () => void): void {
    if (this.closed) return;
    this.leave();
    if (this.busy && this.raw.writeQueueSize === 0) this.closing = done ?? nothing;
    else this.end(done, !this.busy);
  }

  private end(done: (() => void) | undefined, notifies: boolean): void {
    if (notifies) {
      const request = new ShutdownWrap();
      request.oncomplete = nothing;
      this.tls.shutdown(request);
    }
    this.raw.close(() => {
      this.tls.destroySSL();
      done?.();
    });
  }

  reset(done?: () => void): number {
    if (this.closed) return 0;
    this.leave();
    const end = () => {
      this.tls.destroySSL();
      done?.();
    };
    if (this.raw.reset(end) !== 0) this.raw.close(end);
    return 0;
  }

  private leave(): void {
    this.closed = true;
    this.reading = false;
    this.held = [];
    this.waiting = [];
    this.current = null;
    this.shutdownWanted = null;
  }

  // The connection itself

  get fd(): number {
    return this.raw.fd;
  }

  get writeQueueSize(): number {
    return this.raw.writeQueueSize;
  }

  getpeername(out: SocketName): number {
    return this.raw.getpeername(out);
  }

  getsockname(out: SocketName): number {
    return this.raw.getsockname(out);
  }

  setNoDelay(on: boolean): number {
    return this.raw.setNoDelay(on);
  }

  setKeepAlive(on: boolean, seconds: number): number {
    return this.raw.setKeepAlive(on, seconds);
  }

  /* An accepted connection is neither bound nor connected. */
  open = unused;
  bind = unused;
  bind6 = unused;
  listen = unused;
  connect = unused;
  connect6 = unused;
}

const alreadyReading = -114;

function unused(): number {
  return -95;
}

function nothing(): void {}

function joined(waiting: readonly { part: string | Uint8Array }[]): Uint8Array | string {
  if (waiting.every(({ part }) => typeof part === "string")) return waiting.map(({ part }) => part as string).join("");
  return Buffer.concat(waiting.map(({ part }) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
}

function complete(owners: readonly WriteRequest[] | WriteRequest | null, status: number): void {
  if (owners === null) return;
  if (!Array.isArray(owners)) {
    (owners as WriteRequest).oncomplete?.(status);
    return;
  }
  for (const owner of owners as readonly WriteRequest[]) owner.oncomplete?.(status);
}

function onTlsRead(this: OwnedWrap): Buffer | undefined {
  return this.handle.read();
}

function onHandshakeDone(this: OwnedWrap): void {
  this.handle.handshakeDone();
}

function onTlsError(this: OwnedWrap): void {
  this.handle.fail(protocolError);
}

function onCertificateWanted(this: OwnedWrap): void {
  this.handle.chooseCertificate();
}

function onFlushed(this: OwnedWrite, status: number): void {
  this.handle.flushed(status);
}

function deliverHeld(handle: TlsHandle): void {
  handle.deliver();
}
