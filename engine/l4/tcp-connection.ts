import { clientHash, ipv4Number } from "@/engine/limits/peer-address";
import { Cell, MemberCell } from "@/engine/observe/cells";
import { incomplete, malformed } from "@/engine/proxy-protocol/proxy-header";
import { type Endpoint, proxyHeader } from "@/engine/proxy-protocol/write-header";
import { isOwnTrouble } from "@/engine/sys/descriptors";
import type { MemberState } from "@/engine/upstream/member-state";
import type { TcpHandle } from "@/engine/upstream/tcp/bindings";
import { Channel, type ChannelOwner } from "@/engine/upstream/tcp/channel";
import { Flow } from "@/engine/upstream/tcp/flow";
import type { Timed } from "@/engine/upstream/timer-wheel";
import type { UpstreamConnection, UpstreamUser } from "@/engine/upstream/upstream-connection";
import type { Binding } from "@/engine/workers/stream-server";
import type { TcpListener } from "./tcp-listener";

/** Members that one connection tries at most, as with HTTP. */
const maxMembers = 3;
const untried: readonly MemberState[] = [];

/**
 * A client's connection and the member's that belongs to it. The member is chosen and connected to before anything is
 * read; each direction ends by itself; whatever breaks on one side resets the other.
 */
export class TcpConnection implements ChannelOwner, UpstreamUser, Timed {
  readonly channel: Channel;
  next: TcpConnection | null = null;
  previous: TcpConnection | null = null;
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;
  private member: MemberState | null = null;
  private tried: MemberState[] | null = null;
  private upstream: UpstreamConnection | null = null;
  private toMember: Flow | null = null;
  private toClient: Flow | null = null;
  private over = false;
  /** Bytes of a PROXY protocol header that is not whole yet; null: none is awaited. */
  private greeting: Buffer | null = null;
  /** What came behind the header, for the member. */
  private early: Buffer | null = null;

  constructor(
    handle: TcpHandle,
    private readonly listener: TcpListener,
    private readonly binding: Binding,
    /** The peer, or whom it announces: the access list has judged the peer, choosing and members see the client. */
    private client: Endpoint,
    /** Where its source's connections are counted, given back by the listener. */
    readonly sourceCell: number,
  ) {
    this.channel = new Channel(handle, this, listener.context.bandwidths.of(binding.address));
  }

  /** @param greets the peer begins with a PROXY protocol header. */
  start(greets: boolean): void {
    if (!greets) {
      this.pick();
      return;
    }
    this.greeting = Buffer.alloc(0);
    this.listener.context.wheel.set(this, this.listener.plan.headerTimeoutMs);
    this.channel.start();
  }

  private readGreeting(bytes: Buffer, length: number): void {
    const { context } = this.listener;
    const all = Buffer.concat([this.greeting as Buffer, bytes.subarray(0, length)]);
    const header = context.proxyHeader;
    const after = header.parse(all, all.length);
    if (after === incomplete) {
      this.greeting = all;
      return;
    }
    if (after === malformed) {
      this.listener.add(Cell.malformedRequests, 1);
      this.abort();
      return;
    }
    this.greeting = null;
    context.wheel.unset(this);
    this.channel.pause();
    if (after < all.length) this.early = all.subarray(after);
    if (header.address !== "") this.client = { address: header.address, port: header.port };
    this.pick();
  }

  /** The next member that was not tried (FQ-03); RST when there is none (LB-20). */
  private pick(): void {
    const { listener, tried } = this;
    const isLast = tried !== null && tried.length >= maxMembers;
    const { address } = this.client;
    const source = ipv4Number(address);
    const hash = clientHash(address, source);
    const member = isLast ? null : (listener.pool?.pickForSource(source, hash, tried ?? untried) ?? null);
    if (member === null) {
      listener.add(Cell.refusedConnections, 1);
      this.abort();
      return;
    }
    this.member = member;
    member.enter();
    this.upstream = member.connect(this, listener.plan.memberConnectMs);
  }

  onConnectFailed(code: string): void {
    const member = this.member as MemberState;
    this.upstream = null;
    this.member = null;
    if (isOwnTrouble(code)) {
      member.leave();
      member.registry.lackedDescriptors();
      this.listener.add(Cell.refusedConnections, 1);
      this.abort();
      return;
    }
    member.failed();
    member.leave();
    this.tried ??= [];
    this.tried.push(member);
    this.pick();
  }

  onConnected(): void {
    const channel = this.upstream?.channel ?? null;
    if (channel === null) return;
    const { buffers } = this.listener.context;
    this.member?.succeeded();
    this.toMember = new Flow(this.channel, channel, buffers);
    this.toClient = new Flow(channel, this.channel, buffers);
    this.active();
    const { address, port } = this.binding;
    const version = this.listener.pool?.plan.proxyProtocol ?? null;
    if (version !== null) channel.writeBytes(proxyHeader(version, this.client, { address: address.address, port }));
    if (this.early !== null) channel.writeBytes(this.early);
    this.early = null;
    this.channel.start();
    if (channel.pending === 0) this.channel.resume();
    else this.channel.pause();
  }

  onBytes(bytes: Buffer, length: number): void {
    this.listener.add(Cell.bytesIn, length);
    if (this.greeting !== null) {
      this.readGreeting(bytes, length);
      return;
    }
    this.active();
    this.member?.count(MemberCell.bytesOut, length);
    this.toMember?.pass(bytes, 0, length);
  }

  onMemberBytes(bytes: Buffer, length: number): void {
    this.active();
    this.listener.add(Cell.bytesOut, length);
    this.member?.count(MemberCell.bytesIn, length);
    this.toClient?.pass(bytes, 0, length);
  }

  onEnd(): void {
    if (this.greeting !== null) {
      this.abort();
      return;
    }
    if (!this.closeWhenDone()) this.toMember?.end();
  }

  onMemberEnd(): void {
    if (!this.closeWhenDone()) this.toClient?.end();
  }

  onDrained(): void {
    this.active();
    this.toClient?.drained();
    this.closeWhenDone();
  }

  onMemberDrained(): void {
    this.active();
    this.toMember?.drained();
    this.closeWhenDone();
  }

  /** Both sides have ended and both have everything: closing tells the last one of the end too. True: it is over. */
  private closeWhenDone(): boolean {
    const member = this.upstream?.channel;
    if (member === undefined || member === null || this.over) return this.over;
    if (!this.channel.ended || !member.ended || this.channel.pending > 0 || member.pending > 0) return false;
    this.close();
    return true;
  }

  /** What the client sent before it broke off was read already, unless its end was. */
  onWriteFailed(): void {
    if (this.channel.ended) this.abort();
  }

  onClosed(): void {
    this.abort();
  }

  onMemberClosed(): void {
    this.member?.failed();
    this.abort();
  }

  isWith(member: MemberState): boolean {
    return this.member === member;
  }

  /** Silence in both directions. */
  onDeadline(): void {
    // What we hold back ourselves is nobody's silence; its turn comes.
    if (this.channel.isThrottled) this.active();
    else this.abort();
  }

  private active(): void {
    const { plan, context } = this.listener;
    context.wheel.set(this, Math.max(plan.clientDataMs, plan.memberDataMs));
  }

  /** Breaks the connection, visibly for both sides. */
  abort(): void {
    if (this.over) return;
    this.upstream?.channel?.reset();
    this.channel.reset();
    this.close();
  }

  private close(): void {
    if (this.over) return;
    this.over = true;
    const { listener, upstream, member } = this;
    listener.context.wheel.remove(this);
    this.channel.close();
    upstream?.destroy();
    this.toMember?.close();
    this.toClient?.close();
    this.upstream = null;
    if (member !== null) member.leave();
    this.member = null;
    listener.removed(this);
  }
}
