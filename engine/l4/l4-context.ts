import type { Bandwidths } from "@/engine/limits/bandwidths";
import type { ConnectionGate } from "@/engine/limits/connection-gate";
import { ProxyHeader } from "@/engine/proxy-protocol/proxy-header";
import type { BufferPool } from "@/engine/upstream/buffer-pool";
import type { TimerWheel } from "@/engine/upstream/timer-wheel";
import type { SharedMemory } from "@/engine/workers/shared-memory";

/** What all TCP and UDP listeners of one worker share: timers, buffers, limits and this worker's counters. */
export class L4Context {
  readonly traffic: Float64Array;
  readonly proxyHeader = new ProxyHeader();

  constructor(
    readonly shared: SharedMemory,
    worker: number,
    readonly wheel: TimerWheel,
    readonly gate: ConnectionGate,
    readonly buffers: BufferPool,
    readonly bandwidths: Bandwidths,
  ) {
    this.traffic = shared.trafficOf(worker);
  }
}
