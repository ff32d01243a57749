import { performance } from "node:perf_hooks";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import { answerHead, connectionLine, endsWithConnection } from "./answer-head";
import { AnswerRelay } from "./answer-relay";
import { answerText, type Refusal, refusals } from "./answers";
import { ClientPhase } from "./client-phase";
import { Phase } from "./exchange-phase";
import { type EndCause, ExchangeRecord } from "./exchange-record";
import type { HttpConnection } from "./http-connection";
import { latin1 } from "./http1/bytes";
import { forwardedResponse } from "./http1/forward-response";
import { Method } from "./http1/request-head";
import type { ResponseHead } from "./http1/response-head";
import { MemberLink } from "./member-link";
import { RequestRelay } from "./request-relay";
import { Route } from "./route";
import { Tunnel } from "./tunnel";

/**
 * One request and its answer: route → stick → pick → connect (retry) → forward → respond → log. Used again for other
 * requests; `begin` sets every field that a request depends on. LIFECYCLE.md tells the whole story.
 */
export class Exchange {
  method: number = Method.other;
  /** The client's version: HTTP/1.0, HTTP/1.1, or 2 for HTTP/2. */
  minor = 1;
  phase: number = Phase.over;
  upgrade = false;
  readonly record = new ExchangeRecord();
  readonly request = new RequestRelay();
  readonly route = new Route();
  private readonly link = new MemberLink(this);
  private readonly answer = new AnswerRelay(this);
  private tunnel: Tunnel | null = null;
  private keepAlive = false;
  /** The member's connection may carry another request. */
  private reusable = false;

  constructor(public client: HttpConnection) {}

  /** Takes the head that was just read, whose first byte came at `startedAt`. Gives the index after what belongs to it. */
  begin(bytes: Buffer, from: number, end: number, startedAt: number): number {
    const { client, request, record } = this;
    const { listener } = client;
    const head = listener.context.requestHead;
    this.phase = Phase.waiting;
    this.method = head.method;
    this.minor = client.isStream ? 2 : head.minor;
    this.upgrade = head.upgrade !== "";
    // What comes after an upgrade that nobody granted, sooner or later, cannot be told apart (threats: row 31).
    this.keepAlive = head.keepAlive && !listener.draining && !this.upgrade && !client.isStream;
    record.begin(client, startedAt, from - head.methodStart);
    if (client.log !== null) record.request.read(head, bytes, this.minor);
    request.begin(head, bytes, client);
    const answer = this.route.begin(listener, head, bytes, client.identity.localHost);
    this.link.choice.begin(this.pool, head, bytes);
    this.answer.begin();
    let next = from;
    if (!request.done) {
      next = this.takeFirst(bytes, from, end);
      if (next < 0) return end;
    }
    client.phase = request.done ? ClientPhase.answer : ClientPhase.body;
    if (answer !== null) this.fail(answer);
    else if (request.done || next > from || request.expectContinue) this.link.pick();
    else client.setDeadline(listener.plan.clientDataMs);
    return next;
  }

  /** The group that the request goes to, as it is now; null: there is none. */
  get pool(): PoolState | null {
    const { listener } = this.client;
    const { poolId } = this.route;
    return poolId === "" ? listener.pool : (listener.context.pools.get(poolId) ?? listener.pool);
  }

  /** Adds bytes of the body to what is sent first; -1 after a refusal: nothing has reached a member. */
  private takeFirst(bytes: Buffer, from: number, end: number): number {
    const after = this.request.takeFirst(bytes, from, end);
    if (after < 0) this.fail(refusals.badRequest);
    else this.record.bytesIn += after - from;
    return after;
  }

  /** A member is being connected to: the client's body waits. */
  connecting(): void {
    this.phase = Phase.connecting;
    this.client.unsetDeadline();
    if (!this.request.done) this.client.channel.pause();
  }

  /** Head and first bytes were sent; `flushed`: they have left. */
  sent(flushed: boolean): void {
    const { client, request } = this;
    if (request.done) {
      client.setDeadline(client.listener.plan.memberDataMs);
      return;
    }
    request.forgetFirst();
    if (request.expectContinue && !request.sentContinue) {
      request.sentContinue = true;
      this.writeHead("HTTP/1.1 100 Continue\r\n\r\n");
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
    const { client, request, link } = this;
    if (this.phase < Phase.forwarding) return this.bodyBeforeMember(bytes, length);
    const after = request.take(bytes, length);
    if (after < 0) {
      this.refuseBody();
      return length;
    }
    this.record.bytesIn += after;
    const { channel } = link;
    if (channel === null) return after;
    link.countSent(request.taken);
    const flushed = request.pass(client, channel, bytes);
    if (!request.done) {
      // While it is the member that must take what is here, the client's time stands still.
      if (request.progressed(after) || !flushed) this.bodyPassed(flushed);
      return after;
    }
    client.phase = ClientPhase.answer;
    if (this.phase === Phase.forwarding) client.setDeadline(client.listener.plan.memberDataMs);
    return after;
  }

  /** The request's body is malformed; an answer that has begun gets no second status. */
  private refuseBody(): void {
    if (this.phase === Phase.forwarding) this.fail(refusals.badRequest);
    else {
      this.client.listener.countMalformed();
      this.cutOff("requestBroken");
    }
  }

  /** The body's first bytes, or bytes that were on their way while a member is being connected to. */
  private bodyBeforeMember(bytes: Buffer, length: number): number {
    const after = this.takeFirst(bytes, 0, length);
    if (after < 0) return length;
    if (this.request.done) this.client.phase = ClientPhase.answer;
    if (this.phase === Phase.waiting) this.link.pick();
    return after;
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
    if (this.phase === Phase.responding) {
      const { channel } = this.link;
      if (channel !== null) this.answer.pass(bytes, length, channel);
    } else if (this.tunnel !== null) this.tunnel.fromMember(bytes, 0, length);
    else this.answer.readHeads(bytes, length);
  }

  /** Nothing of an answer has come. */
  get isUnanswered(): boolean {
    return this.answer.isUntouched;
  }

  /** Phase respond: the final head, with the part of the body that came along. */
  respond(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { client, answer, link, record, request } = this;
    const { channel } = link;
    if (channel === null) return;
    if (!answer.beginBody(head, this.minor, bytes, from, end)) {
      this.fail(refusals.answerMalformed);
      return;
    }
    this.phase = Phase.responding;
    record.headCame(head.status);
    request.forgetFirst();
    // A member that answers early may take the rest of the body for its next request.
    this.reusable = head.keepAlive && request.done;
    if (head.keepAliveHint >= 0) link.keepIdle(Math.min(60_000, head.keepAliveHint * 1000 - 1000));
    if (!request.done || client.listener.draining || endsWithConnection(head, this.minor)) this.keepAlive = false;
    const cookie = link.choice.session.answered(link.memberKey, head, bytes, client.listener.plan.tls !== null);
    const text = answerHead(head, bytes, this.minor, this.keepAlive, cookie);
    record.headSent(text.length);
    const flushed = answer.writeFirst(text, client, bytes);
    if (answer.done) this.finish();
    else if (link.channel === channel) answer.goOn(flushed, channel);
  }

  onClientDrained(): void {
    if (this.tunnel !== null) this.tunnel.clientDrained();
    else if (this.phase === Phase.responding) {
      this.link.channel?.resume();
      this.client.setDeadline(this.client.listener.plan.memberDataMs);
    }
  }

  /** The answer is complete. */
  finish(): void {
    // Writing the last part may have told that the client is gone: then all is done.
    if (this.phase !== Phase.responding) return;
    const { client } = this;
    const { done } = this.request;
    this.phase = Phase.over;
    this.link.release(this.reusable && !this.answer.hasExtra);
    this.end(this.record.status, "answered");
    client.exchangeDone(this.keepAlive && done, done);
  }

  isWith(member: MemberState): boolean {
    return this.link.isWith(member);
  }

  /** Counts and tells that it is over, and lets go of everything. */
  private end(status: number, cause: EndCause): void {
    this.client.listener.count(status, this.record.end(status, cause));
    this.forget();
  }

  private forget(): void {
    this.record.forget();
    this.request.end();
    this.link.choice.end();
    this.answer.end();
    this.tunnel = null;
  }

  onMemberEnd(): void {
    if (this.phase === Phase.forwarding) this.link.answerMissing();
    else if (this.phase === Phase.responding) {
      if (!this.answer.untilClose) this.breakAnswer("answerCut", "broken");
      else {
        this.answer.close();
        this.finish();
      }
    } else if (this.tunnel?.memberEnded() === true) this.endTunnel();
  }

  onMemberClosed(): void {
    if (this.phase === Phase.forwarding) this.link.answerMissing();
    else this.breakAnswer("answerCut", "broken");
  }

  /** Answers by ourselves: no byte of a final answer has been passed on. */
  fail(refusal: Refusal): void {
    const { client, link } = this;
    const { listener } = client;
    const { done } = this.request;
    link.blameFor(refusal);
    link.drop();
    this.phase = Phase.over;
    const isClients = refusal.source === "client";
    if (isClients) listener.countMalformed();
    const keepAlive = this.keepAlive && !isClients && done && !listener.draining;
    const line = connectionLine(keepAlive, this.minor);
    const text = answerText(refusal, listener.context.nextRequestId(), this.method === Method.head, line);
    this.record.headSent(text.indexOf("\r\n\r\n") + 4);
    client.write(text);
    this.end(refusal.status, refusal.code);
    client.exchangeDone(keepAlive, done && !isClients);
  }

  /** The answer cannot be completed: the client must see that (threats: lesson 4). */
  breakAnswer(cause: EndCause, result: "broken" | "malformed" | "timeout"): void {
    this.link.blame(result);
    this.cutOff(cause);
  }

  /** Ends what has begun, visibly for the client, without blame on the member. */
  private cutOff(cause: EndCause): void {
    this.abandon(this.record.status, cause);
    this.client.abort();
  }

  /** The client is gone: the member's work stops at once (threats: lesson 5). */
  clientGone(): void {
    if (this.phase === Phase.over) return;
    this.abandon(this.phase >= Phase.responding ? this.record.status : 499, "clientLeft");
  }

  /** The listener or the member was removed, and the time to end is over. */
  endDrain(): void {
    if (this.phase !== Phase.over) this.abandon(this.phase >= Phase.responding ? this.record.status : 504, "drained");
    this.client.abort();
  }

  /** Ends it without a word to the client. */
  private abandon(status: number, cause: EndCause): void {
    const isCounted = this.phase === Phase.tunnel;
    this.phase = Phase.over;
    this.link.drop();
    if (!isCounted) this.end(status, cause);
    else {
      this.record.end(status, cause);
      this.forget();
    }
    this.client.exchange = null;
  }

  /** The client ended in the middle of its request's body. */
  requestCut(): void {
    if (this.phase === Phase.responding) this.cutOff("requestBroken");
    else if (this.phase !== Phase.over) this.fail(refusals.bodyCut);
  }

  onTimeout(): void {
    const { client } = this;
    if (this.phase === Phase.waiting) this.fail(refusals.clientTimeout);
    else if (this.phase === Phase.tunnel) this.cutOff("tunnelIdle");
    else if (this.phase === Phase.responding) {
      // An answer that waits for a client which does not read is no failure of the member.
      if (client.channel.pending > 0) this.cutOff("clientStalled");
      else this.breakAnswer("answerStalled", "timeout");
    } else if (this.phase === Phase.forwarding) {
      // A client that is paused waits for the member.
      const isMembers = this.request.done || client.channel.isPaused;
      this.fail(isMembers ? refusals.answerTimeout : refusals.clientTimeout);
    }
  }

  /** Writes an interim head. */
  writeHead(text: string): void {
    this.record.headSent(text.length);
    this.client.write(text);
  }

  /** The member's 101: what follows is the upgraded protocol's, both ways. */
  beginTunnel(head: ResponseHead, bytes: Buffer, from: number, end: number): void {
    const { client, record, link } = this;
    const { channel } = link;
    if (channel === null) return;
    const { lines } = head;
    const protocol = latin1(bytes, lines.valueStart(head.upgradeLine), lines.valueEnd(head.upgradeLine));
    this.phase = Phase.tunnel;
    record.headCame(101);
    link.answered();
    client.phase = ClientPhase.tunnel;
    // It is counted when it begins and logged when it ends.
    client.listener.count(101, (performance.now() - record.startedAt) * 1000);
    this.writeHead(forwardedResponse(head, bytes, false, `Connection: Upgrade\r\nUpgrade: ${protocol}\r\n`));
    // Writing may have told that the client is gone.
    if (link.channel !== channel) return;
    this.tunnel = new Tunnel(client, channel);
    this.tunnel.begin(client.takeHeld(), bytes, from, end);
    if (client.channel.ended) this.tunnelClientEnded();
  }

  tunnelFromClient(bytes: Buffer, length: number): void {
    this.record.bytesIn += length;
    this.tunnel?.fromClient(bytes, length);
  }

  tunnelClientEnded(): void {
    if (this.tunnel?.clientEnded() === true) this.endTunnel();
  }

  private endTunnel(): void {
    this.abandon(101, "tunnelEnded");
    this.client.exchangeOver();
  }
}
