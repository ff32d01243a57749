import { Channel, type ChannelOwner } from "./tcp/channel";
import { connect } from "./tcp/connect";
import { getSystemErrorName } from "node:util";
import type { TcpHandle } from "./tcp/bindings";
import type { MemberState } from "./member-state";
import type { Timed } from "./timer-wheel";

/** Who uses a member's connection now. */
export interface UpstreamUser {
  onConnected(): void;
  /** No connection came to be: the system's code, or ETIMEDOUT after `memberConnectMs`. */
  onConnectFailed(code: string): void;
  onMemberBytes(bytes: Buffer, length: number): void;
  onMemberEnd(): void;
  onMemberDrained(): void;
  /** The connection broke; it is closed. */
  onMemberClosed(code: string): void;
}

/** A connection to a member: connecting, in use, or idle in the member's pool. */
export class UpstreamConnection implements ChannelOwner, Timed {
  user: UpstreamUser | null;
  channel: Channel | null = null;
  /** Requests that were sent on it. */
  requests = 0;
  /** How long it may wait for its next request, in ms. */
  idleMs: number;
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;
  private connecting: TcpHandle | null;
  private isCounted = true;

  constructor(
    readonly member: MemberState,
    user: UpstreamUser,
    connectMs: number,
  ) {
    this.user = user;
    this.idleMs = member.registry.idleMs;
    this.connecting = connect(member.address, member.port, member.nextSource(), this);
    member.registry.connections += 1;
    member.registry.wheel.set(this, connectMs);
  }

  get isConnected(): boolean {
    return this.channel !== null;
  }

  onConnect(status: number, handle: TcpHandle): void {
    if (this.connecting === null) return;
    this.connecting = null;
    this.member.registry.wheel.unset(this);
    if (status !== 0) {
      this.member.registry.wheel.remove(this);
      handle.close();
      this.uncount();
      this.detach()?.onConnectFailed(getSystemErrorName(status));
      return;
    }
    this.channel = new Channel(handle, this);
    this.member.connected();
    this.channel.start();
    this.user?.onConnected();
  }

  onDeadline(): void {
    if (this.connecting === null) {
      // Idle for too long.
      if (this.user === null) this.destroy();
      return;
    }
    const handle = this.connecting;
    this.connecting = null;
    handle.close();
    this.uncount();
    this.member.registry.wheel.remove(this);
    this.detach()?.onConnectFailed("ETIMEDOUT");
  }

  onBytes(bytes: Buffer, length: number): void {
    // A member that speaks before it is asked cannot be understood any more.
    if (this.user === null) this.destroy();
    else this.user.onMemberBytes(bytes, length);
  }

  onEnd(): void {
    if (this.user === null) this.destroy();
    else this.user.onMemberEnd();
  }

  onDrained(): void {
    this.user?.onMemberDrained();
  }

  onWriteFailed(): void {
    // What the member said before it closed is still read; reading tells the end. A paused channel stays paused: its
    // read buffer may be what waits to be written to the client.
    if (this.channel?.ended === true) this.onClosed("EPIPE");
  }

  onClosed(code: string): void {
    const user = this.detach();
    this.destroy();
    user?.onMemberClosed(code);
  }

  /** Gives the connection back to its member: it waits for another request, or closes. */
  release(): void {
    this.user = null;
    this.member.release(this);
  }

  /** Closes it, in whatever state; its user hears nothing. */
  destroy(): void {
    this.user = null;
    this.uncount();
    this.member.registry.wheel.remove(this);
    this.member.forget(this);
    if (this.connecting !== null) {
      this.connecting.close();
      this.connecting = null;
    }
    this.channel?.close();
  }

  private uncount(): void {
    if (!this.isCounted) return;
    this.isCounted = false;
    this.member.registry.connections -= 1;
  }

  private detach(): UpstreamUser | null {
    const { user } = this;
    this.user = null;
    return user;
  }
}
