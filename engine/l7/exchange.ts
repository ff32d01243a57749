import { performance } from "node:perf_hooks";
import { MemberCell } from "@/engine/observe/cells";
import type { MemberState } from "@/engine/upstream/member-state";
import { sharedReadBuffer } from "@/engine/upstream/tcp/channel";
import type { UpstreamConnection, UpstreamUser } from "@/engine/upstream/upstream-connection";
import { AnswerBody } from "./answer-body";
import { answerHead, connectionLine, endsWithConnection } from "./answer-head";
import { answerText, type Refusal, refusals } from "./answers";
import { ClientPhase } from "./client-phase";
import type { HttpConnection } from "./http-connection";
import { latin1 } from "./http1/bytes";
import { forwardedRequest } from "./http1/forward-request";
import { forwardedResponse } from "./http1/forward-response";
import { isIdempotent, Method } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";
import { relay } from "./relay";
import { RequestBody } from "./request-body";
import { Session } from "./session";
import { Tunnel } from "./tunnel";

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
/** Interim answers of one request that are passed on at most. */
const maxInterim = 64;
const untried: readonly MemberState[] = [];

/**
 * One request and its answer: route → stick → pick → connect (retry) → forward → respond → log. Used again for other
 * requests; `begin` sets every field that a request depends on. LIFECYCLE.md tells the whole story.
 */
export class Exchange implements UpstreamUser {
  method: number = Method.other;
  minor = 1;
  /** Status of the answer that the client got; 499 when it left before. */
  status = 0;
  member: MemberState | null = null;
  /** Members that could not be connected to or broke off, in order. */
  tried: MemberState[] | null = null;
  startedAt = 0;
  private phase: number = Phase.over;
  private upstream: UpstreamConnection | null = null;
  private readonly session = new Session();
  private readonly request = new RequestBody();
  private readonly answer = new AnswerBody();
  private tunnel: Tunnel | null = null;
  /** What is sent first: the head and what of the body came along. */
  private sendText = "";
  /** All that was sent is in `sendText`: it can be sent again. */
  private replayable = false;
  /** The connection had carried requests before. */
  private reused = false;
  private replayed = false;
  /** Another member was asked after one had broken off. */
  private moved = false;
  private keepAlive = false;
  private expectContinue = false;
  private sentContinue = false;
  private upgrade = false;
  /** The member's connection may carry another request. */
  private reusable = false;
  /** A part of the answer's head. */
  private heldHead: Buffer | null = null;
  /** Interim answers so far. */
  private interim = 0;
  private lastConnectCode = "";
  /** Read buffers of their own that large bodies go through. */
  private clientBuffer: Buffer | null = null;
  private memberBuffer: Buffer | null = null;

  constructor(public client: HttpConnection) {}

  /** Takes the head that was just read. Gives the index after what belongs to this request. */
  begin(bytes: Buffer, from: number, end: number): number {
    const { client, request } = this;
    const { listener } = client;
    const head = listener.context.requestHead;
    this.startedAt = performance.now();
    this.phase = Phase.waiting;
    this.method = head.method;
    this.minor = head.minor;
    this.status = 0;
    this.tried = null;
    this.keepAlive = head.keepAlive && !listener.draining;
    this.expectContinue = head.expectContinue;
    this.sentContinue = false;
    this.upgrade = head.upgrade !== "";
    this.replayed = false;
    this.moved = false;
    this.interim = 0;
    this.lastConnectCode = "";
    this.sendText = forwardedRequest(head, bytes, client);
    this.session.begin(listener.pool, head, bytes);
    request.begin(head);
    let next = from;
    if (!request.done) {
      next = this.takeFirst(bytes, from, end);
      if (next < 0) return end;
    }
    client.phase = request.done ? ClientPhase.answer : ClientPhase.body;
    if (request.done || next > from || this.expectContinue) this.pick();
    else client.setDeadline(listener.plan.clientDataMs);
    return next;
  }

  /** Adds bytes of the body to what is sent first; -1 after a refusal: nothing has reached a member. */
  private takeFirst(bytes: Buffer, from: number, end: number): number {
    const { request } = this;
    const after = request.take(bytes, from, end);
    if (after < 0) this.fail(refusals.badRequest);
    else this.sendText += request.prefix + latin1(bytes, request.start, request.end);
    return after;
  }

  /** Phase pick: the session's member, or the next that was not tried. */
  private pick(): void {
    const { client, session } = this;
    // Not the pool of when the head came: members may have changed while the body was awaited.
    const { pool } = client.listener;
    if (pool === null) {
      this.fail(refusals.noPool);
      return;
    }
    let member = session.member === null ? null : pool.stickyMember(session.member);
    // A session whose member is gone or unwell goes to another (ST-05).
    session.member = null;
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
    if (!this.request.done) client.channel.pause();
    this.upstream = member.connect(this, client.listener.plan.memberConnectMs);
  }

  private connectRefusal(): Refusal {
    if (this.lastConnectCode === "") return refusals.answerBroken;
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
    member.failed();
    member.leave();
    this.lastConnectCode = code;
    this.tried ??= [];
    this.tried.push(member);
    if (this.tried.length >= maxMembers) this.fail(this.connectRefusal());
    else this.pick();
  }

  private send(upstream: UpstreamConnection): void {
    const { client } = this;
    const { channel } = upstream;
    if (channel === null) return;
    const { plan } = client.listener;
    this.phase = Phase.forwarding;
    this.replayable = this.request.done;
    this.reused = upstream.requests > 0;
    upstream.requests += 1;
    const text = this.sendText;
    this.member?.count(MemberCell.bytesOut, text.length);
    const flushed = channel.writeText(text);
    // The write may have found the connection broken, and the request is elsewhere or over.
    if (this.upstream !== upstream) return;
    if (this.request.done) {
      client.setDeadline(plan.memberDataMs);
      return;
    }
    this.sendText = "";
    if (this.expectContinue && !this.sentContinue) {
      this.sentContinue = true;
      client.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    if (flushed) client.channel.resume();
    this.bodyPassed(flushed);
  }

  /** Waits for more of the request's body, or for the member to take what is here. */
  private bodyPassed(flushed: boolean): void {
    const { client } = this;
    const { plan } = client.listener;
    if (!flushed) client.channel.pause();
    client.setDeadline(flushed ? plan.clientDataMs : plan.memberDataMs);
  }

  /** Reads the request's body. Gives the index after it. */
  onClientBody(bytes: Buffer, length: number): number {
    const { client, request } = this;
    if (this.phase < Phase.forwarding) return this.bodyBeforeMember(bytes, length);
    const after = request.take(bytes, 0, length);
    if (after < 0) {
      this.refuseBody();
      return length;
    }
    const channel = this.upstream?.channel;
    if (channel === undefined || channel === null) return after;
    if (request.prefix !== "") channel.writeText(request.prefix);
    const flushed = relay(client.channel, channel, bytes, request.start, request.end);
    this.member?.count(MemberCell.bytesOut, request.end - request.start);
    if (!request.done) {
      if (this.clientBuffer === null) {
        this.clientBuffer = client.listener.context.buffers.take();
        client.channel.useReadBuffer(this.clientBuffer);
      }
      this.bodyPassed(flushed);
      return after;
    }
    client.phase = ClientPhase.answer;
    this.returnClientBuffer(flushed);
    if (this.phase === Phase.forwarding) client.setDeadline(client.listener.plan.memberDataMs);
    return after;
  }

  /** The request's body is malformed; an answer that has begun gets no second status. */
  private refuseBody(): void {
    if (this.phase === Phase.forwarding) this.fail(refusals.badRequest);
    else {
      this.client.listener.countMalformed();
      this.cutOff();
    }
  }

  /** The body's first bytes, or bytes that were on their way while a member is being connected to. */
  private bodyBeforeMember(bytes: Buffer, length: number): number {
    const after = this.takeFirst(bytes, 0, length);
    if (after < 0) return length;
    if (this.request.done) this.client.phase = ClientPhase.answer;
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
    if (this.tunnel !== null) {
      if (this.tunnel.memberDrained()) this.endTunnel();
    } else if (!this.request.done) {
      this.client.channel.resume();
      this.bodyPassed(true);
    }
  }

  onMemberBytes(bytes: Buffer, length: number): void {
    this.member?.count(MemberCell.bytesIn, length);
    if (this.phase === Phase.responding) this.onAnswerBody(bytes, length);
    else if (this.tunnel !== null) this.tunnel.fromMember(bytes, 0, length);
    else if (this.heldHead === null) this.readAnswer(bytes, length);
    else {
      const all = Buffer.concat([this.heldHead, bytes.subarray(0, length)]);
      this.heldHead = null;
      this.readAnswer(all, all.length);
    }
  }

  private readAnswer(bytes: Buffer, end: number): void {
    const head = this.client.listener.context.responseHead;
    let from = 0;
    while (from < end) {
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
        if (this.upgrade && head.upgradeLine >= 0) this.beginTunnel(head, bytes, after, end);
        else this.fail(refusals.answerMalformed);
        return;
      }
      this.interim += 1;
      if (this.interim > maxInterim) {
        this.fail(refusals.answerMalformed);
        return;
      }
      // RFC 9110 15.2: interim answers pass through in order; our own 100 stands for the member's.
      if (this.minor === 1 && !(head.status === 100 && this.sentContinue))
        this.client.write(forwardedResponse(head, bytes, false, ""));
      // Writing may have told that the client is gone.
      if (this.phase !== Phase.forwarding) return;
      from = after;
    }
  }

  /** Phase respond: the final head, with the part of the body that came along. */
  private respond(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { client, answer, upstream } = this;
    const channel = upstream?.channel;
    if (channel === undefined || channel === null || upstream === null) return;
    answer.begin(head, this.minor);
    if (!answer.take(bytes, from, end)) {
      this.fail(refusals.answerMalformed);
      return;
    }
    this.phase = Phase.responding;
    this.status = head.status;
    this.sendText = "";
    // A member that answers early may take the rest of the body for its next request.
    this.reusable = head.keepAlive && this.request.done;
    if (head.keepAliveHint >= 0) upstream.idleMs = Math.min(60_000, head.keepAliveHint * 1000 - 1000);
    if (!this.request.done || client.listener.draining || endsWithConnection(head, this.minor)) this.keepAlive = false;
    // What came after an upgrade that was declined cannot be told apart (threats: row 31).
    if (this.upgrade && client.hasHeld) this.keepAlive = false;
    const cookie = this.session.answered((this.member as MemberState).key, head, bytes);
    const text = answerHead(head, bytes, this.minor, this.keepAlive, cookie);
    const flushed = answer.writeWith(text, client, bytes);
    if (answer.done) this.finish();
    else this.continueAnswer(flushed);
  }

  private onAnswerBody(bytes: Buffer, length: number): void {
    const { answer, client } = this;
    const channel = this.upstream?.channel;
    if (channel === undefined || channel === null) return;
    if (!answer.take(bytes, 0, length)) {
      this.breakAnswer();
      return;
    }
    const flushed = answer.write(channel, client, bytes);
    if (!answer.done) {
      this.continueAnswer(flushed);
      return;
    }
    if (this.memberBuffer !== null) {
      channel.useReadBuffer(sharedReadBuffer);
      if (flushed) client.listener.context.buffers.give(this.memberBuffer);
      this.memberBuffer = null;
    }
    this.finish();
  }

  /** More of the answer is to come: large bodies go through a buffer of their own, one at a time. */
  private continueAnswer(flushed: boolean): void {
    const { client } = this;
    const channel = this.upstream?.channel;
    if (channel === undefined || channel === null) return;
    if (this.memberBuffer === null) {
      this.memberBuffer = client.listener.context.buffers.take();
      channel.useReadBuffer(this.memberBuffer);
    }
    const { plan } = client.listener;
    if (!flushed) channel.pause();
    client.setDeadline(flushed ? plan.memberDataMs : plan.clientDataMs);
  }

  onClientDrained(): void {
    if (this.tunnel !== null) this.tunnel.clientDrained();
    else if (this.phase === Phase.responding) {
      this.upstream?.channel?.resume();
      this.client.setDeadline(this.client.listener.plan.memberDataMs);
    }
  }

  /** The answer is complete. */
  private finish(): void {
    // Writing the last part may have told that the client is gone: then all is done.
    if (this.phase !== Phase.responding) return;
    const { client, upstream, member, request } = this;
    this.phase = Phase.over;
    this.upstream = null;
    this.member = null;
    if (upstream !== null) {
      if (this.reusable && !this.answer.hasExtra && upstream.channel?.pending === 0) upstream.release();
      else upstream.destroy();
    }
    if (member !== null) {
      member.succeeded();
      member.leave();
    }
    client.listener.record(this, this.status, (performance.now() - this.startedAt) * 1000);
    this.forget();
    client.exchangeDone(this.keepAlive && request.done, request.done);
  }

  private forget(): void {
    this.sendText = "";
    this.heldHead = null;
    this.tunnel = null;
    this.session.end();
    this.clientBuffer = null;
    this.memberBuffer = null;
  }

  onMemberEnd(): void {
    if (this.phase === Phase.forwarding) this.answerMissing();
    else if (this.phase === Phase.responding) {
      if (!this.answer.untilClose) this.breakAnswer();
      else {
        this.answer.close(this.client);
        this.finish();
      }
    } else if (this.tunnel?.memberEnded() === true) this.endTunnel();
  }

  onMemberClosed(): void {
    this.upstream = null;
    if (this.phase === Phase.forwarding) this.answerMissing();
    else this.breakAnswer();
  }

  /**
   * The connection went before a byte of an answer. Only a request whose repetition has no further effect is sent
   * again: once on a new connection when the old one had been idle, once to another member. Whatever else a member may
   * have seen is never sent twice.
   */
  private answerMissing(): void {
    const member = this.member as MemberState;
    const untouched = this.heldHead === null && this.interim === 0;
    this.dropUpstream();
    if (untouched && this.replayable && isIdempotent(this.method)) {
      if (this.reused && !this.replayed && this.client.listener.pool?.accepts(member) === true) {
        this.replayed = true;
        this.member = member;
        member.enter();
        this.connect(member);
        return;
      }
      if (!this.moved) {
        this.moved = true;
        this.tried ??= [];
        this.tried.push(member);
        member.failed();
        this.pick();
        return;
      }
    }
    member.failed();
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
    const { client, request } = this;
    const { listener } = client;
    if (refusal === refusals.answerMalformed) this.member?.failed();
    this.dropUpstream();
    this.phase = Phase.over;
    this.status = refusal.status;
    const isClients = refusal.source === "client";
    if (isClients) listener.countMalformed();
    const keepAlive = this.keepAlive && !isClients && request.done && !listener.draining;
    const line = connectionLine(keepAlive, this.minor);
    client.write(answerText(refusal, listener.context.nextRequestId(), this.method === Method.head, line));
    listener.record(this, this.status, (performance.now() - this.startedAt) * 1000);
    this.forget();
    client.exchangeDone(keepAlive, request.done && !isClients);
  }

  /** The answer cannot be completed: the client must see that (threats: lesson 4). */
  private breakAnswer(): void {
    this.member?.failed();
    this.cutOff();
  }

  /** Ends what has begun, visibly for the client, without blame on the member. */
  private cutOff(): void {
    this.abandon(this.status);
    this.client.abort();
  }

  /** The client is gone: the member's work stops at once (threats: lesson 5). */
  clientGone(): void {
    if (this.phase !== Phase.over) this.abandon(this.phase >= Phase.responding ? this.status : 499);
  }

  /** Ends it without a word to the client. */
  private abandon(status: number): void {
    const isCounted = this.phase === Phase.tunnel;
    this.phase = Phase.over;
    this.status = status;
    this.dropUpstream();
    const { client } = this;
    if (!isCounted) client.listener.record(this, status, (performance.now() - this.startedAt) * 1000);
    this.forget();
    client.exchange = null;
  }

  /** The client ended in the middle of its request's body. */
  requestCut(): void {
    if (this.phase === Phase.responding) this.cutOff();
    else if (this.phase !== Phase.over) this.fail(refusals.bodyCut);
  }

  onTimeout(): void {
    if (this.phase === Phase.waiting) this.fail(refusals.clientTimeout);
    else if (this.phase === Phase.tunnel) this.cutOff();
    else if (this.phase === Phase.responding) {
      // An answer that waits for a client which does not read is no failure of the member.
      if (this.client.channel.pending > 0) this.cutOff();
      else this.breakAnswer();
    } else if (this.phase === Phase.forwarding) {
      // A client that is paused waits for the member.
      const isMembers = this.request.done || this.client.channel.isPaused;
      if (isMembers) this.member?.failed();
      this.fail(isMembers ? refusals.answerTimeout : refusals.clientTimeout);
    }
  }

  private beginTunnel(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { client } = this;
    const channel = this.upstream?.channel;
    if (channel === undefined || channel === null) return;
    const { lines } = head;
    const protocol = latin1(bytes, lines.valueStart(head.upgradeLine), lines.valueEnd(head.upgradeLine));
    this.phase = Phase.tunnel;
    this.status = 101;
    this.member?.succeeded();
    client.phase = ClientPhase.tunnel;
    client.write(forwardedResponse(head, bytes, false, `Connection: Upgrade\r\nUpgrade: ${protocol}\r\n`));
    client.listener.record(this, 101, (performance.now() - this.startedAt) * 1000);
    this.tunnel = new Tunnel(client, channel);
    this.tunnel.begin(client.takeHeld(), bytes, from, end);
    if (client.channel.ended) this.tunnelClientEnded();
  }

  tunnelFromClient(bytes: Buffer, length: number): void {
    this.tunnel?.fromClient(bytes, length);
  }

  tunnelClientEnded(): void {
    if (this.tunnel?.clientEnded() === true) this.endTunnel();
  }

  private endTunnel(): void {
    this.abandon(101);
    this.client.exchangeOver();
  }
}
