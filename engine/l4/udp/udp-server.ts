import type { L4Context } from "@/engine/l4/l4-context";
import type { AddressSet, ListenerPlan } from "@/engine/plan/plan";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { BoundSocket } from "@/engine/workers/messages";
import type { ProtocolServer } from "@/engine/workers/protocol-server";
import { ClientSocket } from "./client-socket";
import type { Flow, Front } from "./flow";
import { openMemberSocket } from "./member-socket";
import { type FlowContext, FlowTable } from "./flow-table";

interface Opened extends Front {
  readonly socket: ClientSocket;
  allowed: AddressSet | null;
}

/**
 * A UDP listener in one worker, behind the interface that all protocols have. Each worker has a socket of its own on the
 * port: the kernel spreads clients by address and port, so a flow stays with its worker while the sockets stay.
 */
export class UdpServer implements ProtocolServer {
  readonly table: FlowTable;
  private readonly fronts = new Map<string, Opened>();

  constructor(
    private readonly context: FlowContext & Pick<L4Context, "bandwidths">,
    private plan: ListenerPlan,
    pool: PoolState | null,
  ) {
    this.table = new FlowTable(context, plan, pool, openMemberSocket);
  }

  bind(place: BoundSocket): void {
    let front: Opened | null = null;
    const socket = ClientSocket.open(place, (source, port, bytes, length) => {
      if (front !== null) this.table.received(front, front.allowed, source, port, bytes, length);
    });
    front = { socket, flows: new Map<number, Flow>(), ...this.rulesOf(socket.address) };
    this.fronts.set(place.key, front);
  }

  has(key: string): boolean {
    return this.fronts.has(key);
  }

  apply(plan: ListenerPlan, pool: PoolState | null): void {
    this.plan = plan;
    this.table.apply(plan, pool);
    for (const front of this.fronts.values()) Object.assign(front, this.rulesOf(front.socket.address));
  }

  unbind(key: string): void {
    const front = this.fronts.get(key);
    if (front === undefined) return;
    this.fronts.delete(key);
    this.table.clear(front);
    front.socket.close();
  }

  get keys(): string[] {
    return [...this.fronts.keys()];
  }

  portOf(key: string): number | undefined {
    return this.fronts.get(key)?.socket.port;
  }

  /** Flows end at once: there is no end of theirs to wait for (FQ-15). */
  drain(): void {
    for (const key of this.keys) this.unbind(key);
  }

  /** Datagrams are counted as they come. */
  lookAtSegments(): void {}

  get isIdle(): boolean {
    return this.table.size === 0;
  }

  /** Flows leave a removed member by themselves: with their next datagram, or when they are silent. */
  resetMember(): number {
    return 0;
  }

  reset(): number {
    let left = 0;
    for (const front of this.fronts.values()) left += this.table.clear(front);
    return left;
  }

  private rulesOf(address: string): Pick<Opened, "allowed" | "shaper"> {
    const found = this.plan.addresses.find((plan) => plan.address === address);
    if (found === undefined) return { allowed: null, shaper: null };
    return { allowed: found.allowedSources, shaper: this.context.bandwidths.of(found) };
  }
}
