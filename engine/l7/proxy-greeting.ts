import { Cell } from "@/engine/observe/cells";
import { incomplete, malformed } from "@/engine/proxy-protocol/proxy-header";
import type { TcpHandle } from "@/engine/upstream/tcp/bindings";
import { Channel, type ChannelOwner } from "@/engine/upstream/tcp/channel";
import { SegmentCount } from "@/engine/upstream/tcp/segment-count";
import type { Timed } from "@/engine/upstream/timer-wheel";
import type { Binding } from "@/engine/workers/stream-server";
import type { ClientIdentity } from "./client-identity";
import type { ClientConnection, HttpListener } from "./http-listener";

/**
 * A connection of a trusted peer before its PROXY protocol header is whole: it comes in clear, in front of TLS too. One
 * that is not right, or late, resets the connection, as with TCP (K-17, K-20).
 */
export class ProxyGreeting implements ChannelOwner, Timed, ClientConnection {
  readonly channel: Channel;
  next: ClientConnection | null = null;
  previous: ClientConnection | null = null;
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;
  private held: Buffer | null = null;
  private over = false;

  constructor(
    handle: TcpHandle,
    private readonly listener: HttpListener,
    readonly identity: ClientIdentity,
    readonly binding: Binding,
    readonly sourceCell: number,
  ) {
    this.channel = new Channel(handle, this);
    this.channel.segments = new SegmentCount(listener);
  }

  start(): void {
    this.listener.context.wheel.set(this, this.listener.plan.headerTimeoutMs);
    this.channel.start();
  }

  /** Whoever is announced stands in the peer's place. */
  onBytes(bytes: Buffer, length: number): void {
    const { listener } = this;
    const header = listener.context.proxyHeader;
    const part = bytes.subarray(0, length);
    const all = this.held === null ? Buffer.from(part) : Buffer.concat([this.held, part]);
    const after = header.parse(all, all.length);
    if (after === incomplete) {
      this.held = all;
      return;
    }
    if (after === malformed) {
      listener.add(Cell.bytesIn, all.length);
      listener.add(Cell.malformedRequests, 1);
      this.abort();
      return;
    }
    listener.add(Cell.bytesIn, after);
    this.identity.announce(header);
    this.over = true;
    listener.context.wheel.remove(this);
    this.channel.pause();
    listener.greeted(this, all.subarray(after));
  }

  onEnd(): void {
    this.onClosed();
  }

  onDrained(): void {
    // Nothing is written.
  }

  onWriteFailed(): void {
    this.onClosed();
  }

  onClosed(): void {
    if (this.over) return;
    this.over = true;
    this.listener.context.wheel.remove(this);
    this.channel.close();
    this.listener.removed(this);
  }

  onDeadline(): void {
    this.abort();
  }

  drain(): void {
    this.onClosed();
  }

  endWith(): number {
    return 0;
  }

  endDrain(): void {
    this.abort();
  }

  /** Breaks the connection, visibly for the peer. */
  abort(): void {
    this.channel.reset();
    this.onClosed();
  }
}
