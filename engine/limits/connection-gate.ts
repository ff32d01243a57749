import type { ListenerPlan } from "@/engine/plan/plan";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { refused, SourceTable, untracked } from "./source-table";

/** Counts a worker's open client connections, of all protocols, against the limits of worker, listener and source. */
export class ConnectionGate {
  /** Open client connections of this worker; one that holds a single descriptor counts as a half. */
  connections = 0;
  private readonly sources: SourceTable;

  constructor(
    private readonly shared: SharedMemory,
    private readonly worker: number,
    /** Beyond it new connections are refused, before the process runs out of descriptors. */
    public maxConnections = Number.POSITIVE_INFINITY,
  ) {
    this.sources = new SourceTable(shared.sources, shared.sourcePartsOf(worker), worker);
  }

  /** The worker holds as many as it may. */
  get isFull(): boolean {
    return this.connections >= this.maxConnections;
  }

  /**
   * Counts a connection of an IPv4 source (-1: unknown). Gives the cell for {@link leave}, or `refused`. `weight`: 1 for
   * the client's descriptor and its member's, 0.5 for a flow of datagrams, which has the latter alone.
   */
  enter(plan: ListenerPlan, source: number, weight = 1): number {
    if (this.isFull) {
      this.shared.refusedAt[this.worker] = sharedNow();
      return refused;
    }
    const open = Atomics.add(this.shared.listenerConnections, plan.slot, 1) + 1;
    if (plan.connectionLimit >= 0 && open > plan.connectionLimit) return this.refuse(plan);
    let cell = untracked;
    if (plan.connectionsPerSource >= 0 && source >= 0) {
      cell = this.sources.enter(plan.slot, source, plan.connectionsPerSource);
      if (cell === refused) return this.refuse(plan);
    }
    this.connections += weight;
    return cell;
  }

  /** Open connections of a source on a listener: what {@link enter} judges the next one by. */
  ofSource(plan: ListenerPlan, source: number): number {
    return this.sources.count(plan.slot, source);
  }

  private refuse(plan: ListenerPlan): number {
    Atomics.sub(this.shared.listenerConnections, plan.slot, 1);
    return refused;
  }

  /** A connection that {@link enter} let in is over. */
  leave(plan: ListenerPlan, cell: number, weight = 1): void {
    this.connections -= weight;
    this.sources.leave(cell);
    Atomics.sub(this.shared.listenerConnections, plan.slot, 1);
  }
}
