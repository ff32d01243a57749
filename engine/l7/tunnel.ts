import type { Channel } from "@/engine/upstream/tcp/channel";
import type { HttpConnection } from "./http-connection";
import { relay } from "./relay";

/** Bytes of an upgraded protocol, both ways, after the member's 101 (threats: row 31). */
export class Tunnel {
  constructor(
    private readonly client: HttpConnection,
    private readonly member: Channel,
  ) {}

  /** Passes on what came before its time: the client's bytes before the 101, the member's with it. */
  begin(early: Buffer | null, bytes: Buffer, from: number, end: number): void {
    if (early !== null) this.member.writeBytes(early);
    this.client.channel.resume();
    if (end > from) this.fromMember(bytes, from, end);
    else this.active();
  }

  fromMember(bytes: Buffer, from: number, end: number): void {
    this.active();
    this.client.countBytesOut(end - from);
    if (!relay(this.member, this.client.channel, bytes, from, end)) this.member.pause();
  }

  fromClient(bytes: Buffer, length: number): void {
    this.active();
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

  /** Silence in both directions ends it. */
  private active(): void {
    const { plan } = this.client.listener;
    this.client.setDeadline(Math.max(plan.clientDataMs, plan.memberDataMs));
  }
}
