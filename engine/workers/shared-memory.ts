import { randomBytes } from "node:crypto";
import { sourceCells, sourceWords } from "@/engine/limits/source-table";
import { addressWords } from "@/engine/limits/token-bucket";
import { addressCells, listenerCells, memberCells } from "@/engine/observe/cells";
import { sessionWords } from "@/engine/stickiness/source-sessions";
import { latencyBuckets } from "@/lib/model/latency";

/** A name, a key and an HMAC key, as OpenSSL takes them. */
const ticketKeyBytes = 48;

/** Addresses with a bandwidth. */
export const addressRows = 4096;

export interface Capacity {
  workers: number;
  listeners: number;
  members: number;
}

/**
 * The one SharedArrayBuffer: counters of each worker (single writer, read by the main thread), and words that all
 * workers share (atomics): in-flight requests a member, health a member, open connections a listener, heartbeats.
 */
export class SharedMemory {
  /** Open client connections a listener, all workers together. Use Atomics. */
  readonly listenerConnections: Int32Array;
  /** Requests (L7) or connections (L4) that a member holds now, all workers together. Use Atomics. */
  readonly inFlight: Int32Array;
  /** {@link HealthWord} of each member. */
  readonly health: Int32Array;
  /** Failures of each member since its last success, counted where its pool leaves out failing ones. Use Atomics. */
  readonly failuresInRow: Int32Array;
  /** {@link MemberFailure} that each member was last counted for. */
  readonly lastFailure: Int32Array;
  /** Until when each member is left out, ms of the shared clock; 0 or past: it is not. */
  readonly ejectedUntil: Float64Array;
  /** When each member was last found fit for requests, ms of the shared clock; written by the main thread, 0: unknown. */
  readonly onlineSince: Float64Array;
  /** When each worker last refused a connection because of the process's descriptors, ms of the shared clock; 0: never. */
  readonly refusedAt: Float64Array;
  /** Counter of each worker's event loop turns (at least 4 a second): a worker that stands still is stalled. */
  readonly heartbeats: Int32Array;
  /** Open connections by listener and source: words of `SourceTable`. */
  readonly sources: Int32Array;
  /** Members of clients by source address: words of `SourceSessions`. */
  readonly sessions: Int32Array;
  /** Sessions by the balancer's cookie, to be counted: words of `SourceSessions` too. */
  readonly cookieSessions: Int32Array;
  /** Under which TLS sessions are resumed in any worker: random, changed by the main thread; {@link ticketVersion}. */
  readonly ticketKeys: Uint8Array;
  /** Counts the changes of `ticketKeys`; odd while one is under way. Use Atomics. */
  readonly ticketVersion: Int32Array;
  private readonly traffic: Float64Array[] = [];
  private readonly latency: Uint32Array[] = [];
  private readonly member: Float64Array[] = [];
  private readonly memberLatency: Uint32Array[] = [];
  private readonly sourceParts: Int32Array[] = [];
  private readonly address: Float64Array[] = [];
  private readonly bandwidths: Int32Array;

  private constructor(
    readonly buffer: SharedArrayBuffer,
    readonly capacity: Capacity,
  ) {
    const { workers, listeners, members } = capacity;
    let at = 0;
    const take = (bytes: number): number => {
      const start = at;
      at += Math.ceil(bytes / 64) * 64;
      return start;
    };
    for (let worker = 0; worker < workers; worker++) {
      this.traffic.push(new Float64Array(buffer, take(listeners * listenerCells * 8), listeners * listenerCells));
      this.latency.push(new Uint32Array(buffer, take(listeners * latencyBuckets * 4), listeners * latencyBuckets));
      this.member.push(new Float64Array(buffer, take(members * memberCells * 8), members * memberCells));
      this.memberLatency.push(new Uint32Array(buffer, take(members * latencyBuckets * 4), members * latencyBuckets));
      this.sourceParts.push(new Int32Array(buffer, take(sourceCells * 4), sourceCells));
      this.address.push(new Float64Array(buffer, take(addressRows * addressCells * 8), addressRows * addressCells));
    }
    this.listenerConnections = new Int32Array(buffer, take(listeners * 4), listeners);
    this.inFlight = new Int32Array(buffer, take(members * 4), members);
    this.health = new Int32Array(buffer, take(members * 4), members);
    this.failuresInRow = new Int32Array(buffer, take(members * 4), members);
    this.lastFailure = new Int32Array(buffer, take(members * 4), members);
    this.ejectedUntil = new Float64Array(buffer, take(members * 8), members);
    this.onlineSince = new Float64Array(buffer, take(members * 8), members);
    this.refusedAt = new Float64Array(buffer, take(workers * 8), workers);
    this.heartbeats = new Int32Array(buffer, take(workers * 4), workers);
    this.sources = new Int32Array(buffer, take(sourceWords * 4), sourceWords);
    this.sessions = new Int32Array(buffer, take(sessionWords * 4), sessionWords);
    this.cookieSessions = new Int32Array(buffer, take(sessionWords * 4), sessionWords);
    this.ticketKeys = new Uint8Array(buffer, take(ticketKeyBytes), ticketKeyBytes);
    this.ticketVersion = new Int32Array(buffer, take(4), 1);
    this.bandwidths = new Int32Array(buffer, take(addressRows * addressWords * 4), addressRows * addressWords);
  }

  static create(capacity: Capacity): SharedMemory {
    const { workers, listeners, members } = capacity;
    const perWorker =
      listeners * (listenerCells * 8 + latencyBuckets * 4) +
      members * (memberCells * 8 + latencyBuckets * 4) +
      sourceCells * 4 +
      addressRows * addressCells * 8 +
      384;
    const shared =
      listeners * 4 +
      members * 32 +
      workers * 12 +
      (sourceWords + 2 * sessionWords + addressRows * addressWords) * 4 +
      960;
    const memory = new SharedMemory(new SharedArrayBuffer(perWorker * workers + shared), capacity);
    memory.changeTicketKeys();
    return memory;
  }

  /** Sessions that were begun before are not resumed any more: their next handshake is a full one. */
  changeTicketKeys(): void {
    Atomics.add(this.ticketVersion, 0, 1);
    this.ticketKeys.set(randomBytes(ticketKeyBytes));
    Atomics.add(this.ticketVersion, 0, 1);
  }

  static attach(buffer: SharedArrayBuffer, capacity: Capacity): SharedMemory {
    return new SharedMemory(buffer, capacity);
  }

  /** Matrix of listener rows ({@link listenerCells} wide) that one worker writes. */
  trafficOf(worker: number): Float64Array {
    return this.traffic[worker] as Float64Array;
  }

  /** Matrix of listener rows ({@link latencyBuckets} wide) that one worker writes. */
  latencyOf(worker: number): Uint32Array {
    return this.latency[worker] as Uint32Array;
  }

  /** What one worker counted in each cell of `sources`. */
  sourcePartsOf(worker: number): Int32Array {
    return this.sourceParts[worker] as Int32Array;
  }

  /** Matrix of member rows ({@link memberCells} wide) that one worker writes. */
  memberOf(worker: number): Float64Array {
    return this.member[worker] as Float64Array;
  }

  /** Matrix of member rows ({@link latencyBuckets} wide) that one worker writes. */
  memberLatencyOf(worker: number): Uint32Array {
    return this.memberLatency[worker] as Uint32Array;
  }

  /** Row of {@link addressCells} of an address with a bandwidth that one worker writes. */
  addressOf(worker: number, row: number): Float64Array {
    return (this.address[worker] as Float64Array).subarray(row * addressCells, (row + 1) * addressCells);
  }

  /** Buckets of an address with a bandwidth, shared by all workers. */
  bandwidthOf(row: number): Int32Array {
    return this.bandwidths.subarray(row * addressWords, (row + 1) * addressWords);
  }
}
