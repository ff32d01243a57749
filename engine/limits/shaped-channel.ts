import { AddressCell } from "@/engine/observe/cells";
import { type Channel, type ChannelShaping, shapedReadBytes } from "@/engine/upstream/tcp/channel";
import type { Shaper } from "./shaper";
import type { Turn } from "./shaping-lane";

/** Waits to read again. */
class ReadTurn implements Turn {
  queued = false;
  nextTurn: Turn | null = null;
  previousTurn: Turn | null = null;

  constructor(private readonly channel: Channel) {}

  /** What it reads is taken from the bucket when it is here. */
  serve(): number {
    return this.channel.unthrottle() ? shapedReadBytes : 0;
  }
}

/**
 * One connection of an address with a bandwidth. Its reads are paid after they came, and it stops reading while
 * nothing is left; its writes are paid before they leave, and are held in order until their turn.
 */
export class ShapedChannel implements ChannelShaping, Turn {
  queued = false;
  nextTurn: Turn | null = null;
  previousTurn: Turn | null = null;
  private readonly reading: ReadTurn;
  /** Writes that wait for tokens: strings of bytes, and bytes that do not change until `onDrained`. */
  private held: (string | Uint8Array)[] = [];

  constructor(
    private readonly channel: Channel,
    private readonly shaper: Shaper,
  ) {
    this.reading = new ReadTurn(channel);
    shaper.count(AddressCell.connections, 1);
  }

  get isWaiting(): boolean {
    return this.queued || this.reading.queued;
  }

  onRead(length: number): void {
    const lane = this.shaper.in;
    lane.bucket.take(length);
    this.shaper.count(AddressCell.bytesIn, length);
    if (!lane.isWaiting && lane.free() > 0) return;
    this.channel.throttle();
    lane.queue(this.reading);
  }

  /** Gives whether all has left. */
  write(part: string | Uint8Array): boolean {
    const lane = this.shaper.out;
    const free = this.held.length > 0 || lane.isWaiting ? 0 : lane.free();
    if (free <= 0) {
      this.hold(part);
      return false;
    }
    const now = Math.max(free, shapedReadBytes);
    if (typeof part === "string" || part.length <= now) return this.send(part);
    this.send(part.subarray(0, now));
    this.hold(part.subarray(now));
    return false;
  }

  private send(part: string | Uint8Array): boolean {
    this.shaper.out.bucket.take(part.length);
    this.shaper.count(AddressCell.bytesOut, part.length);
    return typeof part === "string" ? this.channel.sendText(part) : this.channel.sendBytes(part);
  }

  private hold(part: string | Uint8Array): void {
    if (this.channel.isBroken) return;
    if (this.held.push(part) > 1) return;
    // What is held counts as one write that waits.
    this.channel.pending += 1;
    this.onSent();
  }

  /** Nothing waits for the kernel: what is held may have its turn. A peer that does not read uses no tokens. */
  onSent(): void {
    if (this.held.length > 0 && this.channel.pending === 1) this.shaper.out.queue(this);
  }

  serve(): number {
    let used = 0;
    while (this.held.length > 0 && used < shapedReadBytes && this.channel.pending === 1) {
      const part = this.nextPart(shapedReadBytes - used);
      used += part.length;
      this.send(part);
    }
    if (this.channel.isBroken) return used;
    if (this.held.length > 0) this.onSent();
    else this.channel.writeDone(0);
    return used;
  }

  private nextPart(most: number): string | Uint8Array {
    const part = this.held[0] as string | Uint8Array;
    if (typeof part === "string" || part.length <= most) this.held.shift();
    else {
      this.held[0] = part.subarray(most);
      return part.subarray(0, most);
    }
    return part;
  }

  /** Nothing can be written any more. */
  drop(): void {
    this.shaper.out.remove(this);
    this.held = [];
  }

  leave(): void {
    this.drop();
    this.shaper.in.remove(this.reading);
    this.shaper.count(AddressCell.connections, -1);
  }
}
