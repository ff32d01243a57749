import { SourceTable } from "@/engine/limits/source-table";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { BufferPool } from "@/engine/upstream/buffer-pool";
import type { TimerWheel } from "@/engine/upstream/timer-wheel";
import { ClientAddress } from "./client-address";
import type { Exchange } from "./exchange";
import { RequestHead } from "./http1/request-head";
import { ResponseHead } from "./http1/response-head";

/** What all HTTP listeners of one worker share: the readers of heads, timers, buffers and this worker's counters. */
export class HttpContext {
  readonly requestHead = new RequestHead();
  readonly responseHead = new ResponseHead();
  readonly clientAddress = new ClientAddress();
  /** Exchanges that are over, to be used again. */
  readonly exchanges: Exchange[] = [];
  readonly buffers = new BufferPool();
  /** Open client connections of this worker. */
  connections = 0;
  readonly traffic: Float64Array;
  readonly latency: Uint32Array;
  readonly sources: SourceTable;
  private requestIds = 0;

  constructor(
    readonly shared: SharedMemory,
    worker: number,
    readonly wheel: TimerWheel,
    private readonly idPrefix: string,
    /** Beyond it new connections are refused, before the process runs out of descriptors. */
    readonly maxConnections = Number.POSITIVE_INFINITY,
  ) {
    this.traffic = shared.trafficOf(worker);
    this.latency = shared.latencyOf(worker);
    this.sources = new SourceTable(shared.sources, shared.sourcePartsOf(worker), worker);
  }

  /** A short id that is unique in this installation, for answers that we make ourselves. */
  nextRequestId(): string {
    this.requestIds += 1;
    return `${this.idPrefix}-${this.requestIds.toString(36)}`;
  }
}
