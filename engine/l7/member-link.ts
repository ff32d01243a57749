import { performance } from "node:perf_hooks";
import { MemberCell, MemberFailure } from "@/engine/observe/cells";
import { isOwnTrouble } from "@/engine/sys/descriptors";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { Channel } from "@/engine/upstream/tcp/channel";
import type { UpstreamConnection, UpstreamUser } from "@/engine/upstream/upstream-connection";
import { type Refusal, refusals } from "./answers";
import type { Exchange } from "./exchange";
import { Phase } from "./exchange-phase";
import type { AttemptResult } from "./exchange-record";
import { isIdempotent } from "./http1/request-head";
import { MemberChoice } from "./member-choice";

/** The member that a request is with: chosen, connected to and sent to, then the next if nothing came of it. */
export class MemberLink implements UpstreamUser {
  readonly choice = new MemberChoice();
  private member: MemberState | null = null;
  private upstream: UpstreamConnection | null = null;
  /** When the member was chosen, ms of performance.now(). */
  private takenAt = 0;
  /** All that was sent is still here: it can be sent again. */
  private replayable = false;
  /** The connection had carried requests before. */
  private reused = false;

  constructor(private readonly exchange: Exchange) {}

  /** The member's connection while there is one. */
  get channel(): Channel | null {
    return this.upstream === null ? null : this.upstream.channel;
  }

  /** What tells the member apart in sessions. */
  get memberKey(): string {
    return (this.member as MemberState).key;
  }

  isWith(member: MemberState): boolean {
    return this.member === member;
  }

  countSent(bytes: number): void {
    this.member?.count(MemberCell.bytesOut, bytes);
  }

  pick(): void {
    const { choice, exchange } = this;
    const { client } = exchange;
    // Not the pool of when the head came: members may have changed while the body was awaited.
    const { pool } = exchange;
    if (pool === null) {
      exchange.fail(refusals.noPool);
      return;
    }
    const member = choice.pick(pool, client.identity.hash);
    if (member === null) {
      exchange.fail(choice.refusal(pool));
      return;
    }
    this.take(pool, member, member.takeIdle(this));
  }

  private take(pool: PoolState, member: MemberState, idle: UpstreamConnection | null): void {
    this.member = member;
    this.takenAt = performance.now();
    member.enter();
    this.exchange.record.try(pool, member, idle !== null);
    if (idle === null) this.connect(member);
    else {
      this.upstream = idle;
      this.send(idle);
    }
  }

  private connect(member: MemberState): void {
    const { exchange } = this;
    exchange.connecting();
    this.upstream = member.connect(this, exchange.client.listener.plan.memberConnectMs);
  }

  onConnected(): void {
    this.exchange.record.connected();
    if (this.upstream !== null) this.send(this.upstream);
  }

  /** FQ-03: nothing has reached a member, so any method may go to the next. */
  onConnectFailed(code: string): void {
    const { choice, exchange } = this;
    const member = this.member as MemberState;
    this.upstream = null;
    this.member = null;
    if (isOwnTrouble(code)) {
      exchange.record.attemptEnded("abandoned");
      member.leave();
      if (choice.lackedDescriptors(member)) this.pick();
      else exchange.fail(refusals.noDescriptors);
      return;
    }
    const result = code === "ETIMEDOUT" ? "connectTimeout" : "connectFailed";
    exchange.record.attemptEnded(result);
    member.failed(MemberFailure[result]);
    member.leave();
    const { pool } = exchange;
    if (choice.connectFailed(member, code) || pool === null) this.pick();
    else exchange.fail(choice.refusal(pool));
  }

  private send(upstream: UpstreamConnection): void {
    const { exchange } = this;
    const { request } = exchange;
    const { channel } = upstream;
    if (channel === null) return;
    exchange.phase = Phase.forwarding;
    this.replayable = request.done;
    this.reused = upstream.requests > 0;
    upstream.requests += 1;
    this.countSent(request.firstBytes);
    const flushed = request.sendFirst(channel);
    // The write may have found the connection broken, and the request is elsewhere or over.
    if (this.upstream === upstream) exchange.sent(flushed);
  }

  onMemberBytes(bytes: Buffer, length: number): void {
    this.member?.count(MemberCell.bytesIn, length);
    this.exchange.onMemberBytes(bytes, length);
  }

  onMemberEnd(): void {
    this.exchange.onMemberEnd();
  }

  onMemberDrained(): void {
    this.exchange.onMemberDrained();
  }

  onMemberClosed(): void {
    this.upstream = null;
    this.exchange.onMemberClosed();
  }

  /**
   * The connection went before a byte of an answer. Only a request whose repetition has no further effect is sent
   * again, once, on a new connection. Whatever else a member may have seen is never sent twice.
   */
  answerMissing(): void {
    const { exchange } = this;
    const { client, pool } = exchange;
    const member = this.member as MemberState;
    exchange.record.attemptEnded("broken");
    this.drop();
    const mayResend = exchange.isUnanswered && this.replayable && isIdempotent(exchange.method);
    const next =
      mayResend && pool !== null ? this.choice.pickAgain(pool, client.identity.hash, member, this.reused) : null;
    // An idle connection that had gone is no failure, unless nothing else was left to try.
    if (next === null || !this.reused) member.failed(MemberFailure.broken);
    if (next === null || pool === null) exchange.fail(refusals.answerBroken);
    else this.take(pool, next, null);
  }

  /** The member did what it should not, or not what it should. */
  blame(result: keyof typeof MemberFailure & AttemptResult): void {
    this.member?.failed(MemberFailure[result]);
    this.exchange.record.attemptEnded(result);
  }

  blameFor(refusal: Refusal): void {
    if (refusal === refusals.answerMalformed) this.blame("malformed");
    else if (refusal === refusals.answerTimeout) this.blame("timeout");
  }

  /** The member's answer is complete; of an upgraded connection, its head. */
  answered(): void {
    const { member } = this;
    if (member === null) return;
    member.answered((performance.now() - this.takenAt) * 1000);
    member.succeeded();
  }

  /** How long the connection may wait for its next request, in ms. */
  keepIdle(ms: number): void {
    if (this.upstream !== null) this.upstream.idleMs = ms;
  }

  /** The member has answered: its connection is kept for other requests, or closed. */
  release(reusable: boolean): void {
    this.answered();
    const { upstream, member } = this;
    this.upstream = null;
    this.member = null;
    if (upstream !== null) {
      if (reusable && upstream.channel?.pending === 0) upstream.release();
      else upstream.destroy();
    }
    member?.leave();
  }

  /** Stops the member's work, whatever it does. */
  drop(): void {
    const { upstream, member } = this;
    this.upstream = null;
    this.member = null;
    upstream?.destroy();
    member?.leave();
  }
}
