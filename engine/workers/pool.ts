import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";
import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import type { AccessLogReport } from "@/engine/access-log/report";
import type { SystemError } from "@/engine/sys/libc";
import { hasDescriptors } from "@/engine/sys/descriptors";
import { canOpenSockets, probePort } from "@/engine/sys/listen-socket";
import { sharedNow } from "@/engine/sys/shared-clock";
import { placeOf, type SocketFailure, type WantedSocket } from "./listen-plan";
import { takeBackGauges } from "./memory-rows";
import { SharedMemory } from "./shared-memory";
import { type SpawnWorker, spawnWorker } from "./worker-entry";
import { lookEveryMs, type PoolState, WorkerHandle } from "./worker-handle";

/** How long TLS sessions of one key may be resumed. */
const ticketKeysMs = 12 * 3_600_000;
const readyLimitMs = 30_000;
const ackLimitMs = 10_000;
/** How long sockets are opened before the thread turns to other things. */
const openSliceMs = 10;

export interface WorkerPoolOptions {
  /** Threads wanted; one without koffi, because sockets cannot share a port then. */
  workers: number;
  listeners: number;
  members: number;
  log: Logger;
  spawn?: SpawnWorker;
  /** Signs balancer cookies; empty in tests. */
  secret?: string;
  /** Where access logs are written; nowhere when absent. */
  logDirectory?: string;
  onAccessLog?: (worker: number, report: AccessLogReport) => void;
  /** A worker has ended, for whatever reason. */
  onWorkerEnded?: (worker: number) => void;
  /** A socket could not be opened later on (for a replaced worker), or a worker lost one. */
  onSocketFailed?: (failure: SocketFailure) => void;
}

/** The worker threads: spawned, fed with plans and sockets, watched, replaced. */
export class WorkerPool {
  readonly memory: SharedMemory;
  private readonly slots: (WorkerHandle | null)[] = [];
  private readonly deaths: number[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly readiness: (() => void)[] = [];
  private state: PoolState | null = null;
  /** Sockets that workers lost while they took a configuration; null at other times. */
  private lost: SocketFailure[] | null = null;
  private stopping = false;
  /** Workers that were replaced since the start. */
  replaced = 0;
  /** When the last one was, ms of performance.now(). */
  replacedAt = Number.NEGATIVE_INFINITY;
  /** How long the last change kept a worker from its clients at most, in ms. */
  longestSliceMs = 0;
  private opening: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: WorkerPoolOptions) {
    const workers = canOpenSockets() ? options.workers : 1;
    this.memory = SharedMemory.create({ workers, listeners: options.listeners, members: options.members });
  }

  get size(): number {
    return this.memory.capacity.workers;
  }

  /** Spawns the workers; resolves when all of them are ready. */
  async start(): Promise<void> {
    for (let index = 0; index < this.size; index++) this.spawn(index);
    this.every(lookEveryMs, () => this.watch());
    this.every(ticketKeysMs, () => this.memory.changeTicketKeys());
    while (!this.stopping && this.slots.some((worker) => worker?.ready !== true)) {
      await this.nextReady();
    }
  }

  /**
   * Sends every worker what is new to it, opens meanwhile what is missing, sends that and what is to go, and resolves
   * when each runs it: nothing goes before what takes its place is bound. Answers the sockets that could not be opened; everything else runs.
   */
  async apply(state: PoolState): Promise<SocketFailure[]> {
    this.state = state;
    if (!this.slots.some((worker) => worker?.ready)) {
      await this.within(ackLimitMs, this.nextReady(), "no worker is ready");
    }
    for (const worker of this.readyWorkers()) worker.prepare(this.state);
    return this.swap(this.state, () => true);
  }

  /** Tries again to open the sockets that are missing; workers that get none are left in peace. */
  async retry(): Promise<SocketFailure[]> {
    return this.state === null ? [] : this.swap(this.state, (worker) => worker.hasFreshSockets);
  }

  /** What each worker would do with a request; those that run no such listener say nothing. */
  async explain(listenerId: string, passage: AskedPassage): Promise<PassageExplanation[]> {
    const said = await Promise.all(this.readyWorkers().map((worker) => worker.explain(listenerId, passage)));
    return said.filter((explanation) => explanation !== null);
  }

  /**
   * Sessions of a pool by the application's cookie, by member's key. Workers tell each other of new sessions, but each
   * forgets those that it has not seen for their time: whoever knows of most is right.
   */
  async countSessions(poolId: string): Promise<Map<string, number>> {
    const all = await Promise.all(this.readyWorkers().map((worker) => worker.countSessions(poolId)));
    const counts = new Map<string, number>();
    for (const [key, count] of all.flatMap((known) => [...known]))
      counts.set(key, Math.max(count, counts.get(key) ?? 0));
    return counts;
  }

  /** Lets the workers drain; what is left at the deadline is ended with its thread. */
  async stop(deadlineMs: number): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const resolve of this.readiness.splice(0)) resolve();
    const workers = this.slots.filter((worker) => worker !== null);
    for (const worker of workers) worker.stop(deadlineMs);
    const kill = setTimeout(() => {
      for (const worker of workers) worker.kill("drain deadline");
    }, deadlineMs + 500);
    await Promise.all(workers.map(({ exited }) => exited));
    clearTimeout(kill);
  }

  private async swap(state: PoolState, concerns: (worker: WorkerHandle) => boolean): Promise<SocketFailure[]> {
    const workers = this.readyWorkers();
    const failures = await this.openMissing(state, workers);
    this.lost = [];
    this.longestSliceMs = 0;
    const acks = workers.filter(concerns).map(async (worker) => {
      this.longestSliceMs = Math.max(this.longestSliceMs, await worker.apply(state));
    });
    await this.within(ackLimitMs, Promise.all(acks), "a worker has not acknowledged the configuration");
    failures.push(...this.lost);
    this.lost = null;
    return failures;
  }

  /** One after the other: each looks at what the one before has opened. */
  private openMissing(state: PoolState, workers: readonly WorkerHandle[]): Promise<SocketFailure[]> {
    const opened = this.opening.then(() => this.open(state, workers));
    this.opening = opened;
    return opened;
  }

  private async open(state: PoolState, workers: readonly WorkerHandle[]): Promise<SocketFailure[]> {
    const ours = new Set(this.readyWorkers().flatMap((worker) => worker.places()));
    const failures: SocketFailure[] = [];
    let begun = performance.now();
    for (const socket of state.wanted) {
      const lacking = workers.filter((worker) => !worker.gone && !worker.holds(socket.key));
      if (lacking.length === 0) continue;
      const problem = openFor(lacking, socket, ours.has(placeOf(socket)));
      if (problem === null) ours.add(placeOf(socket));
      else failures.push({ ...socket, ...problem });
      if (performance.now() - begun < openSliceMs) continue;
      await setImmediate();
      begun = performance.now();
    }
    return failures;
  }

  private readyWorkers(): WorkerHandle[] {
    return this.slots.filter((worker): worker is WorkerHandle => worker !== null && worker.ready);
  }

  private nextReady(): Promise<void> {
    return new Promise((resolve) => this.readiness.push(resolve));
  }

  private spawn(index: number): void {
    const { buffer, capacity } = this.memory;
    const { spawn = spawnWorker, secret = "", logDirectory = "" } = this.options;
    this.slots[index] = new WorkerHandle(index, { index, buffer, capacity, secret, logDirectory }, spawn, {
      onReady: (worker) => this.onReady(worker),
      onAccessLog: (worker, report) => this.options.onAccessLog?.(worker.index, report),
      onSocketFailed: (worker, failure) => {
        this.options.log.warn({ worker: worker.index, ...failure }, "a worker lost a listening socket");
        if (this.lost === null) this.options.onSocketFailed?.(failure);
        else this.lost.push(failure);
      },
      onDrainReset: ({ index }, object, connections) =>
        this.options.log.warn({ worker: index, object, connections }, "connections of a removed object were reset"),
      onExit: (worker, reason) => this.onExit(worker, reason),
    });
  }

  private onReady(worker: WorkerHandle): void {
    void this.bringUp(worker);
    for (const resolve of this.readiness.splice(0)) resolve();
  }

  /** A new worker gets the whole state, which is what it does not run. */
  private async bringUp(worker: WorkerHandle): Promise<void> {
    if (this.state === null) return;
    for (const failure of await this.openMissing(this.state, [worker])) this.options.onSocketFailed?.(failure);
    await worker.apply(this.state);
  }

  private onExit(worker: WorkerHandle, reason: string): void {
    takeBackGauges(this.memory, worker.index);
    this.slots[worker.index] = null;
    this.options.onWorkerEnded?.(worker.index);
    if (this.stopping) return;
    this.replaced++;
    this.replacedAt = performance.now();
    const delayMs = this.restartDelayMs();
    this.options.log.error({ worker: worker.index, reason, delayMs }, "a worker ended and is replaced");
    setTimeout(() => {
      if (!this.stopping) this.spawn(worker.index);
    }, delayMs);
  }

  /** At once for the first death in 30 s, then doubling from 100 ms up to 5 s. */
  private restartDelayMs(): number {
    const now = performance.now();
    this.deaths.push(now);
    while ((this.deaths[0] as number) < now - 30_000) this.deaths.shift();
    return this.deaths.length === 1 ? 0 : Math.min(5_000, 100 * 2 ** (this.deaths.length - 2));
  }

  private watch(): void {
    const now = performance.now();
    if (!hasDescriptors()) this.memory.refusedAt[0] = sharedNow();
    for (const worker of this.slots) {
      if (worker === null || worker.stopping) continue;
      if (!worker.ready) {
        if (now - worker.startedAt > readyLimitMs) worker.kill("was not ready in time");
        continue;
      }
      const beat = Atomics.load(this.memory.heartbeats, worker.index);
      if (worker.stallWatch.isStalled(beat, now)) worker.kill("stalled");
    }
  }

  private every(ms: number, action: () => void): void {
    this.timers.add(setInterval(action, ms));
  }

  private async within(ms: number, work: Promise<unknown>, complaint: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.options.log.error(complaint);
        resolve();
      }, ms);
    });
    await Promise.race([work, late]);
    clearTimeout(timer);
  }
}

/** All of them or none. A port that is not ours yet is probed first: sharing must never be by accident. */
function openFor(workers: readonly WorkerHandle[], socket: WantedSocket, isOurs: boolean): SystemError | null {
  const problem = isOurs || !canOpenSockets() ? null : probePort(socket.address, socket.port, socket.transport);
  if (problem !== null) return problem;
  for (const [count, worker] of workers.entries()) {
    const error = worker.open(socket);
    if (error === null) continue;
    for (const opened of workers.slice(0, count)) opened.discard(socket.key);
    return error;
  }
  return null;
}
