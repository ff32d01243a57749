import type { AddressPlan, ListenerPlan } from "@/engine/plan/plan";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { TcpHandle } from "@/engine/upstream/tcp/bindings";
import { ListeningSocket } from "@/engine/upstream/tcp/listening-socket";
import type { BoundSocket } from "./messages";
import type { ProtocolServer } from "./protocol-server";

/** Where a connection came in. */
export interface Binding {
  address: AddressPlan;
  readonly port: number;
  /** Address and port of the listening socket: Host of HTTP/1.0 requests that bring none. */
  readonly localHost: string;
}

/** What serves the connections of a TCP port: HTTP or plain TCP. */
export interface StreamListener {
  readonly plan: ListenerPlan;
  apply(plan: ListenerPlan, pool: PoolState | null): void;
  accept(handle: TcpHandle, binding: Binding): void;
  drain(): void;
  lookAtSegments(): void;
  readonly isIdle: boolean;
  /** Resets what a removed member still holds; gives how many connections that were. */
  resetMember(member: MemberState): number;
  /** Resets what is left; gives how many connections that were. */
  reset(): number;
}

/** A listener on TCP sockets, behind the interface that all protocols have. */
export class StreamServer<L extends StreamListener = StreamListener> implements ProtocolServer {
  private readonly sockets = new Map<string, { socket: ListeningSocket; binding: Binding }>();

  constructor(readonly listener: L) {}

  bind({ key, address, port, fd }: BoundSocket): void {
    let binding: Binding | null = null;
    const accept = (handle: TcpHandle): void => {
      if (binding === null) handle.close();
      else this.listener.accept(handle, binding);
    };
    const socket =
      fd === undefined ? ListeningSocket.bind(address, port, accept) : ListeningSocket.fromDescriptor(fd, accept);
    const localHost = `${socket.address}:${socket.port}`;
    binding = { address: this.addressOf(socket.address), port: socket.port, localHost };
    this.sockets.set(key, { socket, binding });
  }

  has(key: string): boolean {
    return this.sockets.has(key);
  }

  apply(plan: ListenerPlan, pool: PoolState | null): void {
    this.listener.apply(plan, pool);
    for (const { socket, binding } of this.sockets.values()) binding.address = this.addressOf(socket.address);
  }

  unbind(key: string): void {
    this.sockets.get(key)?.socket.close();
    this.sockets.delete(key);
  }

  get keys(): string[] {
    return [...this.sockets.keys()];
  }

  portOf(key: string): number | undefined {
    return this.sockets.get(key)?.socket.port;
  }

  drain(): void {
    for (const key of this.keys) this.unbind(key);
    this.listener.drain();
  }

  lookAtSegments(): void {
    this.listener.lookAtSegments();
  }

  get isIdle(): boolean {
    return this.listener.isIdle;
  }

  resetMember(member: MemberState): number {
    return this.listener.resetMember(member);
  }

  reset(): number {
    return this.listener.reset();
  }

  private addressOf(address: string): AddressPlan {
    const found = this.listener.plan.addresses.find((plan) => plan.address === address);
    return found ?? { kind: "private", address, allowedSources: null, bandwidth: null };
  }
}
