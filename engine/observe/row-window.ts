import type { SharedMemory } from "@/engine/workers/shared-memory";
import { latencyBuckets } from "@/lib/model/latency";
import { eipFields } from "@/lib/model/metric";
import { AddressCell, Cell, HealthWord, listenerCells, MemberCell, memberCells } from "./cells";
import type { ServerCount } from "./traffic-values";

const noLatency = new Uint32Array(latencyBuckets);
/** Where a row is added up, so that the many idle ones leave nothing behind. */
const totals = new Float64Array(listenerCells);

/** A listener's row seen through windows: totals of all workers since the last one, gauges as they are. */
export class ListenerWindow {
  private readonly base = new Float64Array(listenerCells);
  private readonly latencyBase = new Uint32Array(latencyBuckets);

  constructor(
    private readonly memory: SharedMemory,
    private readonly row: number,
  ) {
    this.close();
  }

  /**
   * Ends the window and begins the next; null: there was no traffic and nothing is open. Durations are read only where
   * there were requests.
   */
  close(): { cells: Float64Array; latency: Uint32Array } | null {
    const cells = totals.fill(0);
    for (let worker = 0; worker < this.memory.capacity.workers; worker++) {
      const matrix = this.memory.trafficOf(worker);
      const at = this.row * listenerCells;
      for (let cell = 0; cell < listenerCells; cell++)
        cells[cell] = (cells[cell] as number) + (matrix[at + cell] as number);
    }
    let isIdle = true;
    for (let cell = 0; cell < listenerCells; cell++) {
      const total = cells[cell] as number;
      if (cell !== Cell.connections && cell !== Cell.inactiveConnections) {
        cells[cell] = total - (this.base[cell] as number);
        this.base[cell] = total;
      }
      if (cells[cell] !== 0) isIdle = false;
    }
    if (isIdle) return null;
    return { cells: cells.slice(), latency: cells[Cell.requests] === 0 ? noLatency : this.closeLatency() };
  }

  private closeLatency(): Uint32Array {
    const { memory, row, latencyBase } = this;
    return closeHistogram(latencyBase, row, memory.capacity.workers, (worker) => memory.latencyOf(worker));
  }
}

/** A row of all workers' histograms since the last time, which `base` holds. */
function closeHistogram(
  base: Uint32Array,
  row: number,
  workers: number,
  matrixOf: (worker: number) => Uint32Array,
): Uint32Array {
  const latency = new Uint32Array(latencyBuckets);
  for (let worker = 0; worker < workers; worker++) {
    const matrix = matrixOf(worker);
    const at = row * latencyBuckets;
    for (let bucket = 0; bucket < latencyBuckets; bucket++) {
      latency[bucket] = (latency[bucket] as number) + (matrix[at + bucket] as number);
    }
  }
  for (let bucket = 0; bucket < latencyBuckets; bucket++) {
    const total = latency[bucket] as number;
    latency[bucket] = total - (base[bucket] as number);
    base[bucket] = total;
  }
  return latency;
}

const memberTotals = [
  MemberCell.requests,
  MemberCell.failures,
  MemberCell.sessions,
  MemberCell.newConnections,
  MemberCell.bytesOut,
  MemberCell.bytesIn,
  MemberCell.responses,
  MemberCell.responseTimeUs,
] as const;

/** What a member carried in a window; `open` is what it holds at its end. */
export interface MemberTraffic {
  requests: number;
  failures: number;
  open: number;
  sessions: number;
  newConnections: number;
  bytesIn: number;
  bytesOut: number;
  responses: number;
  responseTimeUs: number;
  /** Histogram of response times. */
  latency: Uint32Array;
}

/** A member's row seen through windows. */
export class MemberWindow {
  private base: number[] = memberTotals.map(() => 0);
  /** Most members of a large configuration never answer HTTP. */
  private latencyBase: Uint32Array | null = null;

  constructor(
    private readonly memory: SharedMemory,
    private readonly row: number,
  ) {
    this.close();
  }

  /** Ends the window; null: there was no traffic and it holds nothing. */
  close(): MemberTraffic | null {
    const totals = memberTotals.map((cell) => {
      let total = 0;
      for (let worker = 0; worker < this.memory.capacity.workers; worker++)
        total += this.memory.memberOf(worker)[this.row * memberCells + cell] as number;
      return total;
    });
    const open = Math.max(0, Atomics.load(this.memory.inFlight, this.row));
    if (open === 0 && totals.every((total, index) => total === this.base[index])) return null;
    const [requests = 0, failures = 0, sessions = 0, newConnections = 0, bytesIn = 0, bytesOut = 0, ...times] =
      totals.map((total, index) => total - (this.base[index] ?? 0));
    this.base = totals;
    const [responses = 0, responseTimeUs = 0] = times;
    const counts = { requests, failures, open, sessions, newConnections, bytesIn, bytesOut, responses, responseTimeUs };
    return { ...counts, latency: responses === 0 ? noLatency : this.closeLatency() };
  }

  private closeLatency(): Uint32Array {
    this.latencyBase ??= new Uint32Array(latencyBuckets);
    const { memory, row, latencyBase } = this;
    return closeHistogram(latencyBase, row, memory.capacity.workers, (worker) => memory.memberLatencyOf(worker));
  }

  /** Is it fit or not checked, is it unfit? A member before its first check is neither. */
  servers(): ServerCount {
    const health = Atomics.load(this.memory.health, this.row);
    return {
      normal: health === HealthWord.online || health === HealthWord.notChecked ? 1 : 0,
      abnormal: health === HealthWord.offline ? 1 : 0,
    };
  }
}

/** What an address with a bandwidth carried, seen through windows: values in the order of `eipFields`. */
export class AddressWindow {
  private base: number[] = [];
  private baseWaited: number[] = [];

  constructor(
    private readonly memory: SharedMemory,
    private readonly row: number,
  ) {
    this.close();
  }

  /** Ends the window. Traffic waited for as long as it did in the worker where it waited longest. */
  close(): number[] {
    const { memory, row } = this;
    const { workers } = memory.capacity;
    const rows = Array.from({ length: workers }, (_, worker) => memory.addressOf(worker, row));
    const totals = eipFields.map((field) =>
      rows.reduce((sum, cells) => sum + (cells[AddressCell[field]] as number), 0),
    );
    const waited = waits.flatMap((cell) => rows.map((cells) => cells[cell] as number));
    const values = totals.map((total, index) => total - (this.base[index] ?? 0));
    for (const [index, field] of (["waitedInMs", "waitedOutMs"] as const).entries()) {
      const first = index * workers;
      const each = waited.slice(first, first + workers).map((ms, at) => ms - (this.baseWaited[first + at] ?? 0));
      values[eipFields.indexOf(field)] = Math.max(0, ...each);
    }
    this.base = totals;
    this.baseWaited = waited;
    return values;
  }
}

const waits = [AddressCell.waitedInMs, AddressCell.waitedOutMs];
