import type { Bandwidths } from "@/engine/limits/bandwidths";
import type { ConnectionGate } from "@/engine/limits/connection-gate";
import { ProxyHeader } from "@/engine/proxy-protocol/proxy-header";
import type { BufferPool } from "@/engine/upstream/buffer-pool";
import type { PoolState } from "@/engine/upstream/pool-state";
import type { TimerWheel } from "@/engine/upstream/timer-wheel";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { ClientAddress } from "./client-address";
import type { Exchange } from "./exchange";
import { type ExchangeLogs, ExchangeRecord } from "./exchange-record";
import { HeadFacts } from "./head-facts";
import { RequestHead } from "./http1/request-head";
import { ResponseHead } from "./http1/response-head";

const nobodyLogs: ExchangeLogs = { of: () => null };

/** What all HTTP listeners of one worker share: the readers of heads, timers, buffers and this worker's counters. */
export class HttpContext {
  readonly requestHead = new RequestHead();
  readonly headFacts = new HeadFacts(this.requestHead);
  readonly responseHead = new ResponseHead();
  readonly clientAddress = new ClientAddress();
  readonly proxyHeader = new ProxyHeader();
  /** Exchanges that are over, to be used again. */
  readonly exchanges: Exchange[] = [];
  /** Of what is refused before it becomes an exchange. */
  readonly refusal = new ExchangeRecord();
  readonly traffic: Float64Array;
  readonly latency: Uint32Array;
  /** The groups of the plan that runs, by id: policies send requests to them. */
  pools: ReadonlyMap<string, PoolState> = new Map();
  private requestIds = 0;

  constructor(
    readonly shared: SharedMemory,
    worker: number,
    readonly wheel: TimerWheel,
    private readonly idPrefix: string,
    readonly gate: ConnectionGate,
    readonly buffers: BufferPool,
    readonly bandwidths: Bandwidths,
    readonly logs: ExchangeLogs = nobodyLogs,
  ) {
    this.traffic = shared.trafficOf(worker);
    this.latency = shared.latencyOf(worker);
  }

  /** A short id that is unique in this installation, for answers that we make ourselves. */
  nextRequestId(): string {
    this.requestIds += 1;
    return `${this.idPrefix}-${this.requestIds.toString(36)}`;
  }
}
