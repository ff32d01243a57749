import type { ConnectionGate } from "@/engine/limits/connection-gate";
import type { MemberRegistry } from "@/engine/upstream/member-registry";
import { connectionsPerWorker, descriptorLimit } from "./descriptor-limit";

/** A worker's share of the process's descriptors: what its listening sockets leave to clients and members, half each. */
export class DescriptorBudget {
  private limit = descriptorLimit();
  private sockets = 0;

  constructor(
    private readonly workers: number,
    private readonly gate: ConnectionGate,
    private readonly registry: MemberRegistry,
  ) {
    this.add(0);
  }

  /** So many listening sockets more, or less. */
  add(sockets: number): void {
    this.sockets += sockets;
    this.share();
  }

  /** Reads the limit again, which may be changed from outside while the process runs (`prlimit`). */
  look(): void {
    const limit = descriptorLimit();
    if (limit === this.limit) return;
    this.limit = limit;
    this.share();
  }

  private share(): void {
    const connections = connectionsPerWorker(this.limit, this.workers, this.sockets);
    this.gate.maxConnections = connections;
    this.registry.maxConnections = connections;
  }
}
