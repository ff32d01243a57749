import type { Worker } from "node:worker_threads";
import {
  canOpenSockets,
  closeDescriptor,
  openDatagramSocket,
  openListenSocket,
  socketCookie,
} from "@/engine/sys/listen-socket";
import type { AccessLogReport } from "@/engine/access-log/report";
import type { SystemError } from "@/engine/sys/libc";
import type { ListenerSource } from "@/engine/plan/plan";
import { planSteps, type Running } from "@/engine/plan/steps";
import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import { placeOf, type SocketFailure, type WantedSocket } from "./listen-plan";
import type { BoundSocket, FromWorker, ToWorker, WorkerData, WorkerStep } from "./messages";
import { slicesOf } from "./slices";
import { StallWatch } from "./stall-watch";
import type { SpawnWorker } from "./worker-entry";

const backlog = 4096;
/** How often the pool looks at heartbeats, and how long one may stand still. */
export const lookEveryMs = 250;
const stallLimitMs = 2_000;
const slicesUnderWay = 2;

/** What every worker has to run. */
export interface PoolState {
  readonly running: Running<ListenerSource>;
  readonly wanted: readonly WantedSocket[];
}

interface Held {
  socket: WantedSocket;
  /** Null until there is a descriptor to tell: it listens by itself without koffi. */
  descriptor: { fd: number; cookie: bigint | null } | null;
}

export interface WorkerEvents {
  onReady(worker: WorkerHandle): void;
  onSocketFailed(worker: WorkerHandle, failure: SocketFailure): void;
  onAccessLog(worker: WorkerHandle, report: AccessLogReport): void;
  /** Connections of a removed listener or member were reset at their deadline. */
  onDrainReset(worker: WorkerHandle, object: { type: string; id: string }, connections: number): void;
  /** The thread has ended and writes nothing any more. `reason` is for the log. */
  onExit(worker: WorkerHandle, reason: string): void;
}

/** One worker thread as the main thread sees it: its sockets, what it has acknowledged, and whether it lives. */
export class WorkerHandle {
  ready = false;
  stopping = false;
  readonly startedAt = performance.now();
  readonly stallWatch = new StallWatch(stallLimitMs, lookEveryMs);
  private readonly held = new Map<string, Held>();
  /** Sockets opened for it, or left for it to open, and not sent yet. */
  private readonly fresh = new Map<string, Held>();
  private readonly waiting = new Map<number, (tookMs: number) => void>();
  /** What it runs once it has done what it was sent, and the steps that {@link prepare} left for {@link apply}. */
  private sent: Running<ListenerSource> | null = null;
  private left: WorkerStep[] = [];
  private tail: Promise<number> = Promise.resolve(0);
  private underWay = 0;
  private readonly counted = new Map<number, (counts: ReadonlyMap<string, number>) => void>();
  private readonly asked = new Map<number, (explanation: PassageExplanation | null) => void>();
  private readonly thread: Worker;
  private reason = "";
  private seq = 0;
  gone = false;
  readonly exited: Promise<void>;

  constructor(
    readonly index: number,
    data: WorkerData,
    spawn: SpawnWorker,
    private readonly events: WorkerEvents,
  ) {
    this.thread = spawn({ workerData: data, name: `worker-${index}` });
    this.thread.on("message", (message: FromWorker) => this.receive(message));
    this.thread.on("error", (error) => {
      this.reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    this.exited = new Promise((resolve) => {
      this.thread.once("exit", (code) => {
        this.end(code);
        resolve();
      });
    });
  }

  holds(key: string): boolean {
    return this.held.has(key) || this.fresh.has(key);
  }

  /** Each place where it listens. */
  places(): string[] {
    return [...this.held.values(), ...this.fresh.values()].map(({ socket }) => placeOf(socket));
  }

  get hasFreshSockets(): boolean {
    return this.fresh.size > 0;
  }

  /** Opens a socket for the next {@link apply}; null is success. Without koffi the worker opens it itself then. */
  open(socket: WantedSocket): SystemError | null {
    if (this.gone) return null;
    if (!canOpenSockets()) {
      this.fresh.set(socket.key, { socket, descriptor: null });
      return null;
    }
    const { address, port } = socket;
    const result =
      socket.transport === "udp"
        ? openDatagramSocket(address, port, { reusePort: true })
        : openListenSocket(address, port, { backlog, reusePort: true });
    if (!("fd" in result)) return result;
    this.fresh.set(socket.key, { socket, descriptor: { fd: result.fd, cookie: socketCookie(result.fd) } });
    return null;
  }

  /** Gives back a socket that was opened and not sent. */
  discard(key: string): void {
    const fresh = this.fresh.get(key);
    this.fresh.delete(key);
    if (fresh?.descriptor) closeDescriptor(fresh.descriptor.fd);
  }

  /** Begins an {@link apply} with what takes nothing away: the worker does that while sockets are being opened. */
  prepare({ running }: PoolState): void {
    const steps = planSteps(this.sent, running);
    this.sent = running;
    const adds = steps.filter(({ type }) => type === "pool" || type === "listener");
    this.left.push(...steps.filter(({ type }) => type !== "pool" && type !== "listener"));
    void this.enqueue(adds);
  }

  /**
   * Sends what leads from what it runs to the state, with the sockets that are open: slice after slice, so that its
   * clients are served between them. Resolves when all of it is done, or the worker is gone, with the ms that the
   * longest slice took, of those that were prepared too; 0: there was nothing to do.
   */
  apply(state: PoolState): Promise<number> {
    return this.enqueue(this.stepsTo(state));
  }

  /** Behind what is under way already; with the longest slice of all that is. */
  private enqueue(steps: readonly WorkerStep[]): Promise<number> {
    const slices = slicesOf(steps);
    const before = this.underWay > 0 ? this.tail : Promise.resolve(0);
    this.underWay += 1;
    const done = before.then(async (longest) => {
      const mine = await this.sendAll(slices);
      this.underWay -= 1;
      return Math.max(longest, mine);
    });
    this.tail = done;
    return done;
  }

  private stepsTo({ running, wanted }: PoolState): WorkerStep[] {
    const steps: WorkerStep[] = [...this.left.splice(0), ...planSteps(this.sent, running)];
    this.sent = running;
    const names = new Set(wanted.map(({ key }) => key));
    for (const key of this.fresh.keys()) if (!names.has(key)) this.discard(key);
    for (const [key, held] of this.fresh) {
      const { listenerId, transport, address, port } = held.socket;
      const bound: BoundSocket = { key, listenerId, transport, address, port };
      if (held.descriptor !== null) bound.fd = held.descriptor.fd;
      steps.push({ type: "bind", socket: bound });
      this.held.set(key, held);
    }
    this.fresh.clear();
    for (const [key, { socket }] of this.held) {
      if (names.has(key)) continue;
      this.held.delete(key);
      steps.push({ type: "unbind", listenerId: socket.listenerId, key });
    }
    return steps;
  }

  /** Never more than {@link slicesUnderWay}: the worker finds the next one there, and does no more than those in a row. */
  private async sendAll(slices: readonly (readonly WorkerStep[])[]): Promise<number> {
    const underWay: Promise<number>[] = [];
    let longest = 0;
    for (const steps of slices) {
      if (underWay.length === slicesUnderWay) longest = Math.max(longest, (await underWay.shift()) ?? 0);
      underWay.push(this.send(steps));
    }
    return Math.max(longest, ...(await Promise.all(underWay)));
  }

  private send(steps: readonly WorkerStep[]): Promise<number> {
    if (this.gone) return Promise.resolve(0);
    const seq = ++this.seq;
    return new Promise((resolve) => {
      this.waiting.set(seq, resolve);
      this.post({ type: "apply", seq, steps });
    });
  }

  /** What it would do with a request; null: it runs no such listener, or is gone. */
  explain(listenerId: string, passage: AskedPassage): Promise<PassageExplanation | null> {
    if (this.gone) return Promise.resolve(null);
    const seq = ++this.seq;
    return new Promise((resolve) => {
      this.asked.set(seq, resolve);
      this.post({ type: "explain", seq, listenerId, passage });
    });
  }

  /** Sessions by the application's cookie that it knows of, by member's key. */
  countSessions(poolId: string): Promise<ReadonlyMap<string, number>> {
    if (this.gone) return Promise.resolve(new Map());
    const seq = ++this.seq;
    return new Promise((resolve) => {
      this.counted.set(seq, resolve);
      this.post({ type: "countSessions", seq, poolId });
    });
  }

  stop(deadlineMs: number): void {
    this.stopping = true;
    this.post({ type: "stop", deadlineMs });
  }

  kill(reason: string): void {
    this.reason ||= reason;
    void this.thread.terminate();
  }

  private post(message: ToWorker): void {
    this.thread.postMessage(message, []);
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        this.ready = true;
        this.events.onReady(this);
        return;
      case "applied":
        this.waiting.get(message.seq)?.(message.tookMs);
        this.waiting.delete(message.seq);
        return;
      case "explained":
        this.asked.get(message.seq)?.(message.explanation);
        this.asked.delete(message.seq);
        return;
      case "sessionsCounted":
        this.counted.get(message.seq)?.(message.counts);
        this.counted.delete(message.seq);
        return;
      case "socketFailed":
        this.socketFailed(message.key, message.code, message.message);
        return;
      case "accessLog":
        this.events.onAccessLog(this, message.report);
        return;
      case "drainReset":
        this.events.onDrainReset(this, message.object, message.connections);
        return;
      case "stopped":
        return;
    }
  }

  private socketFailed(key: string, code: string, message: string): void {
    const held = this.held.get(key);
    if (held === undefined) return;
    this.held.delete(key);
    this.events.onSocketFailed(this, { ...held.socket, code, message });
  }

  private end(code: number): void {
    this.gone = true;
    for (const { descriptor } of [...this.held.values(), ...this.fresh.values()]) {
      if (descriptor === null || descriptor.cookie === null) continue;
      if (socketCookie(descriptor.fd) === descriptor.cookie) closeDescriptor(descriptor.fd);
    }
    this.held.clear();
    this.fresh.clear();
    for (const resolve of this.waiting.values()) resolve(0);
    this.waiting.clear();
    for (const resolve of this.asked.values()) resolve(null);
    this.asked.clear();
    for (const resolve of this.counted.values()) resolve(new Map());
    this.counted.clear();
    this.events.onExit(this, this.reason || `exit code ${code}`);
  }
}
