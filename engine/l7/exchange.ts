import { performance } from "node:perf_hooks";
import { latin1 } from "./http1/bytes";
import { MemberCell } from "@/engine/observe/cells";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { UpstreamConnection, UpstreamUser } from "@/engine/upstream/upstream-connection";
import { sharedReadBuffer } from "@/engine/upstream/tcp/channel";
import { answerText, type Refusal, refusals } from "./answers";
import { findCookie, setCookieValue } from "@/engine/stickiness/cookie-header";
import type { Sticky } from "@/engine/stickiness/sticky";
import { ChunkedReader } from "./http1/chunked-reader";
import { forwardedRequest } from "./http1/forward-request";
import { forwardedResponse } from "./http1/forward-response";
import { Field } from "./http1/header-table";
import { BodyFraming, isIdempotent, Method } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";
import { ClientPhase } from "./client-phase";
import type { HttpConnection } from "./http-connection";
import { relay, textLimit } from "./relay";

/** Where a request stands. */
const Phase = {
  /** The head is here and the body's first byte is not: no member's connection is taken yet. */
  waiting: 0,
  connecting: 1,
  /** Sent, as far as it is here; no byte of the answer's head has been passed on. */
  forwarding: 2,
  responding: 3,
  tunnel: 4,
  over: 5,
} as const;

/** Members that a request is tried on at most (threats: retry). */
const maxMembers = 3;
/** Answer framing towards the client. */
const Answer = { pass: 0, dechunk: 1, rechunk: 2 } as const;

const untried: readonly MemberState[] = [];

/**
 * One request and its answer: route → stick → pick → connect (retry) → forward → respond → log. Used again for other
 * requests; a `begin` sets every field that a request depends on.
 */
export class Exchange implements UpstreamUser {
  phase: number = Phase.over;
  method: number = Method.other;
  minor = 1;
  /** Status of the answer that the client got; 499 when it left before. */
  status = 0;
  member: MemberState | null = null;
  /** Members that could not be connected to, in order. */
  tried: MemberState[] | null = null;
  startedAt = 0;
  private pool: PoolState | null = null;
  private sticky: Sticky | null = null;
  private cookie: string | null = null;
  private stickyKey: string | null = null;
  private upstream: UpstreamConnection | null = null;
  private sendText = "";
  private requestFraming: number = BodyFraming.none;
  private requestLeft = 0;
  private requestReader: ChunkedReader | null = null;
  private requestDone = false;
  /** All that was sent is in `sendText`: it can be sent again. */
  private replayable = false;
  private replayed = false;
  private keepAlive = false;
  private expectContinue = false;
  private sentContinue = false;
  private upgrade = false;
  private answer: number = Answer.pass;
  private answerFraming: number = BodyFraming.none;
  private answerLeft = 0;
  private answerReader: ChunkedReader | null = null;
  private reusable = false;
  /** What {@link takeAnswer} found. */
  private partPrefix = "";
  private partStart = 0;
  private partEnd = 0;
  private answerOver = false;
  private heldHead: Buffer | null = null;
  private lastConnectCode = "";
  private clientBuffer: Buffer | null = null;
  private memberBuffer: Buffer | null = null;

  constructor(public client: HttpConnection) {}

  /** Takes the head that was just read. Gives the index after what belongs to this request. */
  begin(bytes: Buffer, from: number, end: number): number {
    const { client } = this;
    const { listener } = client;
    const head = listener.context.requestHead;
    this.startedAt = performance.now();
    this.phase = Phase.waiting;
    this.method = head.method;
    this.minor = head.minor;
    this.status = 0;
    this.tried = null;
    this.pool = listener.pool;
    this.keepAlive = head.keepAlive && !listener.draining;
    this.expectContinue = head.expectContinue;
    this.sentContinue = false;
    this.upgrade = head.upgrade !== "";
    this.replayed = false;
    this.heldHead = null;
    this.lastConnectCode = "";
    this.requestFraming = head.framing;
    this.requestDone = head.framing === BodyFraming.none;
    this.sendText = forwardedRequest(head, bytes, client);
    this.sticky = this.pool === null ? null : this.pool.sticky;
    this.cookie = null;
    this.stickyKey = null;
    if (this.sticky !== null && head.hasCookie) this.stick(this.sticky, bytes);
    let next = from;
    if (!this.requestDone) {
      next = this.beginBody(head.contentLength, bytes, from, end);
      if (next < 0) return end;
    }
    client.phase = this.requestDone ? ClientPhase.answer : ClientPhase.body;
    if (this.requestDone || next > from || this.expectContinue) this.pick();
    else client.setDeadline(listener.plan.clientDataMs);
    return next;
  }

  /** Phase stick: whose session the request's cookie is. */
  private stick(sticky: Sticky, bytes: Buffer): void {
    const { lines } = this.client.listener.context.requestHead;
    for (let line = 0; line < lines.count && this.cookie === null; line++) {
      if (lines.field[line] !== Field.cookie) continue;
      this.cookie = findCookie(latin1(bytes, lines.valueStart(line), lines.valueEnd(line)), sticky.cookieName);
    }
    if (this.cookie !== null) this.stickyKey = sticky.memberOf(this.cookie, Date.now());
  }

  /** What the answer does to the session; gives our Set-Cookie line or nothing. */
  private sessionLine(sticky: Sticky, head: ResponseHead, bytes: Buffer): string {
    const member = (this.member as MemberState).key;
    const now = Date.now();
    const line = sticky.answered(member, this.cookie, now);
    if (sticky.readsAnswers && head.hasSetCookie) {
      const { lines } = head;
      for (let at = 0; at < lines.count; at++) {
        if (lines.field[at] !== Field.setCookie) continue;
        const value = setCookieValue(latin1(bytes, lines.valueStart(at), lines.valueEnd(at)), sticky.cookieName);
        if (value !== null) sticky.learned(member, value, now);
      }
    }
    return line;
  }

  private beginBody(length: number, bytes: Buffer, from: number, end: number): number {
    if (this.requestFraming === BodyFraming.length) {
      const take = Math.min(length, end - from);
      this.requestLeft = length - take;
      this.requestDone = this.requestLeft === 0;
      if (take > 0) this.sendText += latin1(bytes, from, from + take);
      return from + take;
    }
    this.requestReader ??= new ChunkedReader();
    this.requestReader.reset(false);
    return this.readChunks(this.requestReader, bytes, from, end);
  }

  /** Appends chunks to what is sent first; -1 after a refusal: nothing has reached a member. */
  private readChunks(reader: ChunkedReader, bytes: Buffer, from: number, end: number): number {
    const after = reader.read(bytes, from, end);
    if (after < 0) {
      this.fail(refusals.badRequest);
      return -1;
    }
    this.requestDone = reader.done;
    this.sendText += reader.prefix + latin1(bytes, reader.outStart, reader.outEnd);
    return after;
  }

  /** Phase pick: the next member that was not tried. */
  private pick(): void {
    const { client, pool } = this;
    if (pool === null) {
      this.fail(refusals.noPool);
      return;
    }
    let member = this.stickyKey === null ? null : pool.stickyMember(this.stickyKey);
    // A session whose member is gone or unwell goes to another, once (ST-05).
    this.stickyKey = null;
    member ??= pool.pick(client.hash, this.tried ?? untried);
    if (member === null) {
      if (this.tried !== null) this.fail(this.connectRefusal());
      else this.fail(pool.members.length === 0 ? refusals.noMember : refusals.noHealthyMember);
      return;
    }
    this.member = member;
    member.enter();
    const idle = member.takeIdle(this);
    if (idle === null) this.connect(member);
    else {
      this.upstream = idle;
      this.send(idle);
    }
  }

  private connect(member: MemberState): void {
    const { client } = this;
    this.phase = Phase.connecting;
    client.unsetDeadline();
    if (!this.requestDone) client.channel.pause();
    this.upstream = member.connect(this, client.listener.plan.memberConnectMs);
  }

  private connectRefusal(): Refusal {
    return this.lastConnectCode === "ETIMEDOUT" ? refusals.connectTimeout : refusals.connectFailed;
  }

  onConnected(): void {
    if (this.upstream !== null) this.send(this.upstream);
  }

  /** FQ-03: nothing has reached a member, so any method may go to the next. */
  onConnectFailed(code: string): void {
    const member = this.member as MemberState;
    this.upstream = null;
    this.member = null;
    member.count(MemberCell.failures, 1);
    member.leave();
    this.lastConnectCode = code;
    this.tried ??= [];
    this.tried.push(member);
    if (this.tried.length >= maxMembers) this.fail(this.connectRefusal());
    else this.pick();
  }

  private send(upstream: UpstreamConnection): void {
    const { client } = this;
    const { plan } = client.listener;
    const channel = upstream.channel;
    if (channel === null) return;
    this.phase = Phase.forwarding;
    this.replayable = this.requestDone;
    upstream.requests += 1;
    const text = this.sendText;
    this.member?.count(MemberCell.bytesOut, text.length);
    const flushed = channel.writeText(text);
    if (this.requestDone) {
      client.setDeadline(plan.memberDataMs);
      return;
    }
    this.sendText = "";
    if (this.expectContinue && !this.sentContinue) {
      this.sentContinue = true;
      client.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    if (flushed) {
      client.setDeadline(plan.clientDataMs);
      client.channel.resume();
    } else {
      client.channel.pause();
      client.setDeadline(plan.memberDataMs);
    }
  }

  /** Reads the request's body. Gives the index after it. */
  onClientBody(bytes: Buffer, length: number): number {
    if (this.phase < Phase.forwarding) return this.bodyBeforeMember(bytes, length);
    const { client } = this;
    let start = 0;
    let end = length;
    let after = length;
    if (this.requestFraming === BodyFraming.length) {
      end = Math.min(this.requestLeft, length);
      after = end;
      this.requestLeft -= end;
      this.requestDone = this.requestLeft === 0;
    } else {
      const reader = this.requestReader as ChunkedReader;
      after = reader.read(bytes, 0, length);
      if (after < 0) {
        this.fail(refusals.badRequest);
        return length;
      }
      this.requestDone = reader.done;
      if (reader.prefix !== "") this.upstream?.channel?.writeText(reader.prefix);
      start = reader.outStart;
      end = reader.outEnd;
    }
    const channel = this.upstream?.channel;
    if (channel === undefined || channel === null) return after;
    const flushed = relay(client.channel, channel, bytes, start, end);
    this.member?.count(MemberCell.bytesOut, end - start);
    if (this.requestDone) {
      client.phase = ClientPhase.answer;
      this.returnClientBuffer(flushed);
      if (this.phase === Phase.forwarding) client.setDeadline(client.listener.plan.memberDataMs);
    } else {
      if (this.clientBuffer === null) {
        this.clientBuffer = client.listener.context.buffers.take();
        client.channel.useReadBuffer(this.clientBuffer);
      }
      if (flushed) client.setDeadline(client.listener.plan.clientDataMs);
      else {
        client.channel.pause();
        client.setDeadline(client.listener.plan.memberDataMs);
      }
    }
    return after;
  }

  /** The body's first bytes, or bytes that were on their way while a member is being connected to. */
  private bodyBeforeMember(bytes: Buffer, length: number): number {
    const { client } = this;
    let after: number;
    if (this.requestFraming === BodyFraming.length) {
      after = Math.min(this.requestLeft, length);
      this.requestLeft -= after;
      this.requestDone = this.requestLeft === 0;
      this.sendText += latin1(bytes, 0, after);
    } else {
      after = this.readChunks(this.requestReader as ChunkedReader, bytes, 0, length);
      if (after < 0) return length;
    }
    if (this.requestDone) client.phase = ClientPhase.answer;
    if (this.phase === Phase.waiting) this.pick();
    return after;
  }

  private returnClientBuffer(flushed: boolean): void {
    if (this.clientBuffer === null) return;
    const { client } = this;
    client.channel.useReadBuffer(sharedReadBuffer);
    // A buffer that a write still reads from is left to the collector.
    if (flushed) client.listener.context.buffers.give(this.clientBuffer);
    this.clientBuffer = null;
  }

  onMemberDrained(): void {
    if (this.phase === Phase.tunnel) {
      this.client.channel.resume();
      return;
    }
    if (this.requestDone) return;
    this.client.channel.resume();
    this.client.setDeadline(this.client.listener.plan.clientDataMs);
  }

  onMemberBytes(bytes: Buffer, length: number): void {
    this.member?.count(MemberCell.bytesIn, length);
    switch (this.phase) {
      case Phase.responding:
        this.onAnswerBody(bytes, 0, length);
        break;
      case Phase.tunnel:
        this.tunnelFromMember(bytes, 0, length);
        break;
      case Phase.forwarding:
        if (this.heldHead === null) this.readAnswer(bytes, length);
        else {
          const all = Buffer.concat([this.heldHead, bytes.subarray(0, length)]);
          this.heldHead = null;
          this.readAnswer(all, all.length);
        }
    }
  }

  private readAnswer(bytes: Buffer, end: number): void {
    const head = this.client.listener.context.responseHead;
    let from = 0;
    for (;;) {
      const after = head.parse(bytes, from, end, this.method === Method.head);
      if (after < 0) {
        this.fail(refusals.answerMalformed);
        return;
      }
      if (after === 0) {
        this.heldHead = Buffer.from(bytes.subarray(from, end));
        return;
      }
      if (head.status >= 200) {
        this.respond(head, bytes, after, end);
        return;
      }
      if (head.status === 101) {
        if (this.upgrade && head.upgradeLine >= 0) this.startTunnel(head, bytes, after, end);
        else this.fail(refusals.answerMalformed);
        return;
      }
      // RFC 9110 15.2: interim answers pass through in order; our own 100 stands for the member's.
      if (this.minor === 1 && !(head.status === 100 && this.sentContinue))
        this.client.write(forwardedResponse(head, bytes, false, ""));
      from = after;
      if (from === end) return;
    }
  }

  /** Phase respond: the final head, with the part of the body that came along. */
  private respond(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { client } = this;
    const { listener } = client;
    this.reusable = head.keepAlive;
    if (head.keepAliveHint >= 0 && this.upstream !== null)
      this.upstream.idleMs = Math.min(60_000, head.keepAliveHint * 1000 - 1000);
    this.answerFraming = head.framing;
    this.answer = Answer.pass;
    let ours = "";
    let keepLength = head.status !== 204;
    if (head.rewriteLength && keepLength && head.framing !== BodyFraming.chunked) {
      keepLength = false;
      ours = `Content-Length: ${head.contentLength}\r\n`;
    }
    if (head.framing === BodyFraming.chunked) {
      keepLength = false;
      this.answerReader ??= new ChunkedReader();
      if (this.minor === 1) ours += "Transfer-Encoding: chunked\r\n";
      else {
        this.answer = Answer.dechunk;
        this.keepAlive = false;
      }
      this.answerReader.reset(this.minor === 0);
    } else if (head.framing === BodyFraming.untilClose) {
      if (this.minor === 1) {
        ours = "Transfer-Encoding: chunked\r\n";
        this.answer = Answer.rechunk;
      } else this.keepAlive = false;
    }
    // What follows a request that is not over, or an upgrade that was declined, cannot be told apart (threats: 31).
    if (!this.requestDone || listener.draining || (this.upgrade && client.hasHeld)) this.keepAlive = false;
    if (this.sticky !== null && this.member !== null) ours += this.sessionLine(this.sticky, head, bytes);
    if (!this.keepAlive) ours += "Connection: close\r\n";
    else if (this.minor === 0) ours += "Connection: keep-alive\r\n";
    this.answerLeft = head.contentLength;
    if (!this.takeAnswer(bytes, from, end)) {
      this.fail(refusals.answerMalformed);
      return;
    }
    this.phase = Phase.responding;
    this.status = head.status;
    this.sendText = "";
    let text = forwardedResponse(head, bytes, keepLength, ours);
    const size = this.partEnd - this.partStart;
    let flushed: boolean;
    if (size === 0) flushed = client.write(text + this.partPrefix);
    else if (size <= textLimit) {
      const part = latin1(bytes, this.partStart, this.partEnd);
      text += this.answer === Answer.rechunk ? `${size.toString(16)}\r\n${part}\r\n` : this.partPrefix + part;
      flushed = client.write(text);
    } else {
      client.write(text);
      flushed = this.writePart(bytes);
    }
    if (this.answerOver) this.finish();
    else this.continueAnswer(flushed);
  }

  private awaitMember(): void {
    this.client.setDeadline(this.client.listener.plan.memberDataMs);
  }

  /** Finds what of the member's bytes is passed on; false when they are malformed. */
  private takeAnswer(bytes: Buffer, from: number, end: number): boolean {
    this.partPrefix = "";
    this.partStart = from;
    this.partEnd = end;
    this.answerOver = false;
    switch (this.answerFraming) {
      case BodyFraming.none:
        if (end > from) this.reusable = false;
        this.partEnd = from;
        this.answerOver = true;
        break;
      case BodyFraming.length: {
        const take = Math.min(this.answerLeft, end - from);
        if (end - from > take) this.reusable = false;
        this.answerLeft -= take;
        this.partEnd = from + take;
        this.answerOver = this.answerLeft === 0;
        break;
      }
      case BodyFraming.chunked: {
        const reader = this.answerReader as ChunkedReader;
        const after = reader.read(bytes, from, end);
        if (after < 0) return false;
        if (after < end) this.reusable = false;
        this.partPrefix = reader.prefix;
        this.partStart = reader.outStart;
        this.partEnd = reader.outEnd;
        this.answerOver = reader.done;
      }
    }
    return true;
  }

  private onAnswerBody(bytes: Buffer, from: number, end: number): void {
    if (!this.takeAnswer(bytes, from, end)) {
      this.breakAnswer();
      return;
    }
    const flushed = this.writePart(bytes);
    if (this.answerOver) {
      this.returnMemberBuffer(flushed);
      this.finish();
    } else this.continueAnswer(flushed);
  }

  private writePart(bytes: Buffer): boolean {
    const { client } = this;
    const upstream = this.upstream?.channel;
    if (upstream === undefined || upstream === null) return true;
    const size = this.partEnd - this.partStart;
    if (this.partPrefix !== "") client.write(this.partPrefix);
    if (size === 0) return client.channel.pending === 0;
    if (this.answer === Answer.rechunk) client.write(`${size.toString(16)}\r\n`);
    client.listener.addBytesOut(size);
    const flushed = relay(upstream, client.channel, bytes, this.partStart, this.partEnd);
    return this.answer === Answer.rechunk ? client.write("\r\n") : flushed;
  }

  /** More of the answer is to come: large bodies go through a buffer of their own, one at a time. */
  private continueAnswer(flushed: boolean): void {
    const { client } = this;
    const upstream = this.upstream?.channel;
    if (upstream === undefined || upstream === null) return;
    if (this.memberBuffer === null) {
      this.memberBuffer = client.listener.context.buffers.take();
      upstream.useReadBuffer(this.memberBuffer);
    }
    if (flushed) this.awaitMember();
    else {
      upstream.pause();
      client.setDeadline(client.listener.plan.clientDataMs);
    }
  }

  private returnMemberBuffer(flushed: boolean): void {
    if (this.memberBuffer === null) return;
    this.upstream?.channel?.useReadBuffer(sharedReadBuffer);
    if (flushed) this.client.listener.context.buffers.give(this.memberBuffer);
    this.memberBuffer = null;
  }

  onClientDrained(): void {
    if (this.phase === Phase.tunnel) {
      this.upstream?.channel?.resume();
      return;
    }
    if (this.phase !== Phase.responding) return;
    this.upstream?.channel?.resume();
    this.awaitMember();
  }

  /** The answer is complete. */
  private finish(): void {
    const { client, upstream, member } = this;
    this.phase = Phase.over;
    this.upstream = null;
    if (upstream !== null) {
      if (this.reusable && this.requestDone) upstream.release();
      else upstream.destroy();
    }
    if (member !== null) member.leave();
    client.listener.record(this, this.status, (performance.now() - this.startedAt) * 1000);
    this.member = null;
    this.forget();
    client.exchangeDone(this.keepAlive && this.requestDone, this.requestDone);
  }

  private forget(): void {
    this.sendText = "";
    this.heldHead = null;
    this.pool = null;
    this.sticky = null;
    this.cookie = null;
    this.clientBuffer = null;
    this.memberBuffer = null;
  }

  onMemberEnd(): void {
    switch (this.phase) {
      case Phase.forwarding:
        this.answerMissing();
        break;
      case Phase.responding:
        if (this.answerFraming !== BodyFraming.untilClose) this.breakAnswer();
        else {
          if (this.answer === Answer.rechunk) this.client.write("0\r\n\r\n");
          this.reusable = false;
          this.finish();
        }
        break;
      case Phase.tunnel:
        this.client.channel.end();
        if (this.client.channel.ended) this.endTunnel();
    }
  }

  onMemberClosed(): void {
    this.upstream = null;
    switch (this.phase) {
      case Phase.forwarding:
        this.answerMissing();
        break;
      case Phase.responding:
        this.breakAnswer();
        break;
      case Phase.tunnel:
        this.client.channel.reset();
        this.endTunnel();
    }
  }

  /**
   * The connection went before a byte of an answer. A request without effects of its repetition is sent once more, on
   * a new connection; what else a member may have seen is never sent twice.
   */
  private answerMissing(): void {
    const member = this.member as MemberState;
    const untouched = this.heldHead === null;
    this.dropUpstream();
    if (untouched && !this.replayed && this.replayable && this.requestDone && isIdempotent(this.method)) {
      this.replayed = true;
      if (member.isEligible) {
        this.member = member;
        member.enter();
        this.connect(member);
      } else this.pick();
      return;
    }
    member.count(MemberCell.failures, 1);
    this.fail(refusals.answerBroken);
  }

  private dropUpstream(): void {
    const { upstream, member } = this;
    this.upstream = null;
    this.member = null;
    upstream?.destroy();
    member?.leave();
  }

  /** Answers by ourselves: no byte of a final answer has been passed on. */
  private fail(refusal: Refusal): void {
    const { client } = this;
    const { listener } = client;
    this.dropUpstream();
    this.phase = Phase.over;
    this.status = refusal.status;
    if (refusal.source === "client") {
      this.keepAlive = false;
      listener.countMalformed();
    }
    if (!this.requestDone || listener.draining) this.keepAlive = false;
    let connection = "";
    if (!this.keepAlive) connection = "Connection: close\r\n";
    else if (this.minor === 0) connection = "Connection: keep-alive\r\n";
    client.write(answerText(refusal, listener.context.nextRequestId(), this.method === Method.head, connection));
    listener.record(this, this.status, (performance.now() - this.startedAt) * 1000);
    this.forget();
    const complete = this.requestDone && refusal.source !== "client";
    client.exchangeDone(this.keepAlive, complete);
  }

  /** The answer cannot be completed: the client must see that (threats: lesson 4). */
  private breakAnswer(): void {
    const { client } = this;
    const member = this.member;
    member?.count(MemberCell.failures, 1);
    this.over(this.status);
    client.abort();
  }

  /** The client is gone: the member's work stops at once (threats: lesson 5). */
  clientGone(): void {
    if (this.phase === Phase.over) return;
    this.over(this.phase >= Phase.responding ? this.status : 499);
  }

  private over(status: number): void {
    const counted = this.phase === Phase.tunnel;
    this.phase = Phase.over;
    this.status = status;
    this.dropUpstream();
    if (!counted) this.client.listener.record(this, status, (performance.now() - this.startedAt) * 1000);
    this.forget();
    this.client.exchange = null;
  }

  /** The client ended in the middle of its request's body. */
  requestCut(): void {
    if (this.phase === Phase.responding) {
      this.over(this.status);
      this.client.abort();
    } else if (this.phase !== Phase.over) this.fail(refusals.bodyCut);
  }

  onTimeout(): void {
    switch (this.phase) {
      case Phase.waiting:
        this.fail(refusals.clientTimeout);
        break;
      case Phase.forwarding:
        if (this.requestDone || this.client.channel.isPaused) {
          this.member?.count(MemberCell.failures, 1);
          this.fail(refusals.answerTimeout);
        } else this.fail(refusals.clientTimeout);
        break;
      case Phase.responding:
      case Phase.tunnel:
        this.breakAnswer();
    }
  }

  private startTunnel(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { client } = this;
    const { listener } = client;
    const upstream = this.upstream?.channel;
    if (upstream === undefined || upstream === null) return;
    const { lines } = head;
    const protocol = latin1(bytes, lines.valueStart(head.upgradeLine), lines.valueEnd(head.upgradeLine));
    this.phase = Phase.tunnel;
    this.status = 101;
    this.keepAlive = false;
    client.phase = ClientPhase.tunnel;
    client.write(forwardedResponse(head, bytes, false, `Connection: Upgrade\r\nUpgrade: ${protocol}\r\n`));
    listener.record(this, 101, (performance.now() - this.startedAt) * 1000);
    const early = client.takeHeld();
    if (early !== null) upstream.writeBytes(early);
    client.channel.resume();
    if (end > from) this.tunnelFromMember(bytes, from, end);
    this.tunnelActive();
    if (client.channel.ended) this.tunnelClientEnded();
  }

  /** Silence of both directions ends a tunnel. */
  private tunnelActive(): void {
    const { plan } = this.client.listener;
    this.client.setDeadline(Math.max(plan.clientDataMs, plan.memberDataMs));
  }

  private tunnelFromMember(bytes: Buffer, from: number, end: number): void {
    const upstream = this.upstream?.channel;
    if (upstream === undefined || upstream === null) return;
    this.tunnelActive();
    this.client.listener.addBytesOut(end - from);
    if (!relay(upstream, this.client.channel, bytes, from, end)) upstream.pause();
  }

  tunnelFromClient(bytes: Buffer, length: number): void {
    const upstream = this.upstream?.channel;
    if (upstream === undefined || upstream === null) return;
    this.tunnelActive();
    if (!relay(this.client.channel, upstream, bytes, 0, length)) this.client.channel.pause();
  }

  tunnelClientEnded(): void {
    const upstream = this.upstream?.channel;
    upstream?.end();
    if (upstream === undefined || upstream === null || upstream.ended) this.endTunnel();
  }

  private endTunnel(): void {
    const { client } = this;
    this.over(101);
    client.exchangeOver();
  }
}
