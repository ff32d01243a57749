import type { Channel } from "@/engine/upstream/tcp/channel";
import type { HttpConnection } from "./http-connection";
import { relay } from "./relay";

/** Bytes of an upgraded protocol, both ways, after the member's 101 (threats: row 31). */
export class Tunnel {
  /** When each direction has been silent for too long, by the wheel's clock. */
  private clientUntil = 0;
  private memberUntil = 0;

  constructor(
    private readonly client: HttpConnection,
    private readonly member: Channel,
  ) {}

  /** Passes on what came before its time: the client's bytes before the 101, the member's with it. */
  begin(early: Buffer | null, bytes: Buffer, from: number, end: number): void {
    if (early !== null) this.member.writeBytes(early);
    this.client.channel.resume();
    this.clientSpoke();
    this.memberSpoke();
    if (end > from) this.fromMember(bytes, from, end);
  }

  fromMember(bytes: Buffer, from: number, end: number): void {
    this.memberSpoke();
    this.client.countBytesOut(end - from);
    if (!relay(this.member, this.client.channel, bytes, from, end)) this.member.pause();
  }

  fromClient(bytes: Buffer, length: number): void {
    this.clientSpoke();
    if (!relay(this.client.channel, this.member, bytes, 0, length)) this.client.channel.pause();
  }

  /** These give whether it is over. */
  memberEnded(): boolean {
    this.client.channel.end();
    return this.isOver;
  }

  clientEnded(): boolean {
    this.member.end();
    return this.isOver;
  }

  memberDrained(): boolean {
    this.client.channel.resume();
    return this.isOver;
  }

  /** Both sides have ended and the member has everything; what waits for the client leaves before its connection ends. */
  private get isOver(): boolean {
    return this.client.channel.ended && this.member.ended && this.member.pending === 0;
  }

  clientDrained(): void {
    this.member.resume();
  }

  private clientSpoke(): void {
    const { context, plan } = this.client.listener;
    this.clientUntil = context.wheel.now + plan.clientDataMs;
    this.wait(context.wheel.now);
  }

  private memberSpoke(): void {
    const { context, plan } = this.client.listener;
    this.memberUntil = context.wheel.now + plan.memberDataMs;
    this.wait(context.wheel.now);
  }

  /** One side may speak while the other listens: it ends when both were silent for their time. */
  private wait(now: number): void {
    this.client.setDeadline(Math.max(this.clientUntil, this.memberUntil) - now);
  }
}
