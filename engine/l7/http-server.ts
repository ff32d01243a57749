import type { AddressPlan, ListenerPlan } from "@/engine/plan/plan";
import type { ListeningSocket } from "@/engine/upstream/tcp/listening-socket";
import type { TcpHandle } from "@/engine/upstream/tcp/bindings";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { ProtocolServer } from "@/engine/workers/protocol-server";
import type { HttpContext } from "./http-context";
import { type Binding, HttpListener } from "./http-listener";

/** An HTTP listener of a worker, behind the interface that all protocols have. */
export class HttpServer implements ProtocolServer {
  readonly listener: HttpListener;
  private readonly sockets = new Map<string, { socket: ListeningSocket; binding: Binding }>();

  constructor(context: HttpContext, plan: ListenerPlan, pool: PoolState | null) {
    this.listener = new HttpListener(context, plan, pool);
  }

  bind(key: string, open: (accept: (handle: TcpHandle) => void) => ListeningSocket): void {
    let binding: Binding | null = null;
    const socket = open((handle) => {
      if (binding === null) handle.close();
      else this.listener.accept(handle, binding);
    });
    const localHost = `${socket.address}:${socket.port}`;
    binding = { address: this.addressOf(socket.address), localHost };
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

  get isIdle(): boolean {
    return this.listener.isIdle;
  }

  reset(): number {
    return this.listener.reset();
  }

  private addressOf(address: string): AddressPlan {
    const found = this.listener.plan.addresses.find((plan) => plan.address === address);
    return found ?? { kind: "private", address, allowedSources: null };
  }
}
