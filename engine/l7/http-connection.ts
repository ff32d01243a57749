import { performance } from "node:perf_hooks";
import { untracked } from "@/engine/limits/source-table";
import { Cell } from "@/engine/observe/cells";
import type { MemberState } from "@/engine/upstream/member-state";
import type { TcpHandle } from "@/engine/upstream/tcp/bindings";
import { Channel, type ChannelOwner } from "@/engine/upstream/tcp/channel";
import type { Timed } from "@/engine/upstream/timer-wheel";
import type { Binding } from "@/engine/workers/stream-server";
import { answerText, type Refusal, refusalOf, refusals } from "./answers";
import type { ClientIdentity } from "./client-identity";
import { ClientPhase } from "./client-phase";
import { Exchange } from "./exchange";
import type { ExchangeLog } from "./exchange-record";
import type { ClientConnection, HttpListener } from "./http-listener";
import { LF } from "./http1/bytes";
import { maxRequestHead } from "./http1/limits";
import { streamReadBuffer } from "./http2/stream";

/** Exchanges that wait for the next request of any connection: an idle connection holds none. */
const keptExchanges = 1024;
const lingerMs = 1000;
const lingerBytes = 65_536;
/** Bytes of pipelined requests that are kept while an answer is on its way. */
const heldBytes = 65_536;

/** The connection that a stream of HTTP/2 is part of. */
export interface StreamCarrier {
  /** It waits for its share of a bandwidth. */
  readonly isThrottled: boolean;
}

/** A client's connection: one request at a time, in order. Or one stream of a client's: a single request. */
export class HttpConnection implements ChannelOwner, Timed, ClientConnection {
  readonly channel: Channel;
  phase: number = ClientPhase.head;
  exchange: Exchange | null = null;
  next: ClientConnection | null = null;
  previous: ClientConnection | null = null;
  /** Where its source's connections are counted, given back by the listener. */
  sourceCell = untracked;
  /** Round-trip time as the log was told last, in µs, -1: unknown; and until when it is told again. */
  rttUs = -1;
  rttUntil = 0;
  /** Bytes that were written to the client. */
  bytesOut = 0;
  /** Told of its requests: who logged when it came (K-31). */
  readonly log: ExchangeLog | null;
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;
  /** Bytes that are not read yet: a part of a head, or requests that came before their turn. */
  private held: Buffer | null = null;
  private lingered = 0;
  private pumping = false;
  /** When the first byte of a head came that is not complete, ms of performance.now(); 0: there is none. */
  private headBegunAt = 0;

  constructor(
    handle: TcpHandle,
    readonly listener: HttpListener,
    readonly identity: ClientIdentity,
    readonly binding: Binding,
    /** What it is a stream of; null: it is a connection of its own. */
    private readonly carrier: StreamCarrier | null = null,
  ) {
    this.log = listener.log;
    this.channel =
      carrier === null
        ? new Channel(handle, this, listener.context.bandwidths.of(binding.address))
        : new Channel(handle, this, null, streamReadBuffer);
  }

  /** Its bytes are those of a stream, which its connection counts as they are on the wire. */
  get isStream(): boolean {
    return this.carrier !== null;
  }

  start(): void {
    this.setDeadline(this.listener.plan.headerTimeoutMs);
    this.channel.start();
  }

  setDeadline(ms: number): void {
    this.listener.context.wheel.set(this, ms);
  }

  unsetDeadline(): void {
    this.listener.context.wheel.unset(this);
  }

  onBytes(bytes: Buffer, length: number): void {
    if (this.carrier === null) this.listener.add(Cell.bytesIn, length);
    switch (this.phase) {
      case ClientPhase.head:
        if (this.held === null) this.pump(bytes, 0, length, false);
        else this.continueHead(bytes, length);
        break;
      case ClientPhase.body:
        this.readBody(bytes, length);
        break;
      case ClientPhase.answer:
        this.hold(bytes, 0, length, false);
        break;
      case ClientPhase.tunnel:
        this.exchange?.tunnelFromClient(bytes, length);
        break;
      case ClientPhase.linger:
        this.lingered += length;
        if (this.lingered > lingerBytes) this.close();
    }
  }

  private readBody(bytes: Buffer, length: number): void {
    const { exchange } = this;
    if (exchange === null) return;
    const after = exchange.onClientBody(bytes, length);
    if (after === length) return;
    // An answer of our own may have been given meanwhile: it is the next request's turn.
    if (this.phase === ClientPhase.head) this.pump(bytes, after, length, false);
    else this.hold(bytes, after, length, false);
  }

  /** Reads requests while it is their turn; keeps what is left: `isOurs` bytes as they are, others as a copy. */
  private pump(bytes: Buffer, start: number, end: number, isOurs: boolean): void {
    const { identity } = this;
    const { context, plan } = this.listener;
    identity.follow(plan);
    let from = start;
    this.pumping = true;
    while (from < end && this.phase === ClientPhase.head) {
      const after = context.requestHead.parse(bytes, from, end);
      if (after === 0) break;
      if (after < 0) {
        this.listener.add(Cell.malformedRequests, 1);
        this.pumping = false;
        this.refuse(refusalOf(-after), bytes, from, end);
        return;
      }
      if (!identity.admits(context, bytes)) {
        this.pumping = false;
        this.refuse(refusals.notAllowed, bytes, from, after, true);
        return;
      }
      const exchange = context.exchanges.pop() ?? new Exchange(this);
      exchange.client = this;
      const startedAt = this.headBegunAt === 0 ? performance.now() : this.headBegunAt;
      this.headBegunAt = 0;
      this.exchange = exchange;
      from = exchange.begin(bytes, after, end, startedAt);
    }
    this.pumping = false;
    if (from < end) this.hold(bytes, from, end, isOurs);
  }

  /** A head that came in parts is read again with each line that is complete, not with each byte. */
  private continueHead(bytes: Buffer, length: number): void {
    const held = this.held as Buffer;
    const all = Buffer.concat([held, bytes.subarray(0, length)]);
    this.held = null;
    if (all.length <= maxRequestHead && bytes.lastIndexOf(LF, length - 1) < 0) this.held = all;
    else this.pump(all, 0, all.length, true);
  }

  private hold(bytes: Buffer, from: number, end: number, isOurs: boolean): void {
    if (this.phase >= ClientPhase.tunnel) {
      if (this.phase === ClientPhase.linger) this.lingered += end - from;
      return;
    }
    const part = bytes.subarray(from, end);
    if (this.held === null) {
      // Thousands of pipelined requests are not copied for each; a small rest does not keep a large buffer alive.
      this.held = isOurs && part.length * 2 > part.buffer.byteLength ? part : Buffer.from(part);
      // Slow heads: the time runs from their first byte and no byte extends it.
      if (this.phase === ClientPhase.head && this.headBegunAt === 0) {
        this.headBegunAt = performance.now();
        this.setDeadline(this.listener.plan.headerTimeoutMs);
      }
    } else this.held = Buffer.concat([this.held, part]);
    if (this.held.length > heldBytes && this.phase !== ClientPhase.head) this.channel.pause();
  }

  /** Bytes of the client that wait for their turn, taken over by the upgraded protocol. */
  takeHeld(): Buffer | null {
    const { held } = this;
    this.held = null;
    return held;
  }

  /** The exchange is over. True keeps the connection for the next request. */
  exchangeDone(keepAlive: boolean, requestDone: boolean): void {
    const { exchanges } = this.listener.context;
    if (this.exchange !== null && exchanges.length < keptExchanges) exchanges.push(this.exchange);
    this.exchange = null;
    if (this.phase === ClientPhase.closed) return;
    if (!keepAlive) {
      this.finish(requestDone);
      return;
    }
    // The next request waits until this answer has left: a client that does not read is not read either.
    if (this.channel.pending > 0) {
      this.phase = ClientPhase.answer;
      this.setDeadline(this.listener.plan.clientDataMs);
      return;
    }
    this.readNext();
  }

  private readNext(): void {
    this.phase = ClientPhase.head;
    this.setDeadline(this.listener.plan.clientDataMs);
    if (this.pumping) return;
    this.channel.resume();
    const { held } = this;
    if (held !== null) {
      this.held = null;
      this.pump(held, 0, held.length, true);
    }
    // The end came before this request's turn; without it the body will not go on.
    if (this.phase === ClientPhase.body && this.channel.ended) this.exchange?.requestCut();
    if (this.phase !== ClientPhase.head) return;
    if (this.channel.ended || (this.listener.draining && this.held === null)) this.finish(true);
  }

  /** After an upgraded protocol: closes when the last bytes have left. */
  exchangeOver(): void {
    if (this.phase !== ClientPhase.closed) this.linger();
  }

  /** Says no to what the client sent, and closes. `isRead`: the head of the bytes was understood. */
  refuse(refusal: Refusal, bytes: Buffer | null = null, from = 0, end = 0, isRead = false): void {
    const { context } = this.listener;
    const record = context.refusal;
    record.begin(this, this.headBegunAt === 0 ? performance.now() : this.headBegunAt, end - from);
    this.headBegunAt = 0;
    if (this.log !== null) {
      if (isRead && bytes !== null)
        record.request.read(context.requestHead, bytes, this.isStream ? 2 : context.requestHead.minor);
      else if (bytes !== null) record.request.readBroken(bytes, from, end);
    }
    const text = answerText(refusal, context.nextRequestId(), false, "Connection: close\r\n");
    record.headSent(text.indexOf("\r\n\r\n") + 4);
    this.write(text);
    this.listener.count(refusal.status, record.end(refusal.status, refusal.code));
    record.forget();
    this.linger();
  }

  write(text: string): boolean {
    this.countBytesOut(text.length);
    return this.channel.writeText(text);
  }

  countBytesOut(bytes: number): void {
    this.bytesOut += bytes;
    if (this.carrier === null) this.listener.add(Cell.bytesOut, bytes);
  }

  /** Closes when all is sent; waits a moment when the client may still be sending. */
  private finish(requestDone: boolean): void {
    if (requestDone && this.held === null && this.channel.pending === 0) this.close();
    else this.linger();
  }

  private linger(): void {
    if (this.phase === ClientPhase.closed) return;
    this.phase = ClientPhase.linger;
    this.held = null;
    this.lingered = 0;
    this.channel.end();
    this.setDeadline(this.channel.pending > 0 ? this.listener.plan.clientDataMs : lingerMs);
    if (this.channel.ended && this.channel.pending === 0) this.close();
    else {
      this.channel.start();
      this.channel.resume();
    }
  }

  onEnd(): void {
    switch (this.phase) {
      case ClientPhase.head:
        if (this.channel.pending === 0) this.close();
        break;
      case ClientPhase.body:
        this.exchange?.requestCut();
        break;
      case ClientPhase.tunnel:
        this.exchange?.tunnelClientEnded();
        break;
      case ClientPhase.linger:
        if (this.channel.pending === 0) this.close();
        break;
      default:
      // Half-closed: the answer is still wanted.
    }
  }

  onDrained(): void {
    if (this.exchange !== null) this.exchange.onClientDrained();
    else if (this.phase === ClientPhase.answer) this.readNext();
    else if (this.phase === ClientPhase.linger) {
      this.setDeadline(lingerMs);
      if (this.channel.ended) this.close();
    }
  }

  onWriteFailed(): void {
    this.onClosed();
  }

  onClosed(): void {
    const { exchange } = this;
    this.close();
    exchange?.clientGone();
  }

  onDeadline(): void {
    // What we hold back ourselves is nobody's silence; its turn comes.
    if (this.channel.isThrottled || this.carrier?.isThrottled === true)
      this.setDeadline(this.listener.plan.clientDataMs);
    else if (this.exchange !== null) this.exchange.onTimeout();
    else if (this.phase === ClientPhase.head && this.held !== null)
      this.refuse(refusals.clientTimeout, this.held, 0, this.held.length);
    else if (this.channel.pending > 0) this.abort();
    else this.close();
  }

  /** The listener goes: idle ones close now, busy ones after their answer. */
  drain(): void {
    if (this.exchange === null && this.phase === ClientPhase.head && this.held === null) this.close();
  }

  /** A request of this client is with that member now. */
  isWith(member: MemberState): boolean {
    return this.exchange?.isWith(member) === true;
  }

  /** A member was removed and has had its time. Gives how many requests of it that ends. */
  endWith(member: MemberState): number {
    if (!this.isWith(member)) return 0;
    this.endDrain();
    return 1;
  }

  /** Its listener, or the member of its request, was removed and has had its time. */
  endDrain(): void {
    if (this.exchange === null) this.abort();
    else this.exchange.endDrain();
  }

  /** Breaks the connection, visibly for the client. */
  abort(): void {
    const { exchange } = this;
    this.channel.reset();
    this.close();
    exchange?.clientGone();
  }

  private close(): void {
    if (this.phase === ClientPhase.closed) return;
    this.phase = ClientPhase.closed;
    this.held = null;
    this.listener.context.wheel.remove(this);
    this.channel.close();
    if (this.carrier === null) this.listener.removed(this);
  }
}
