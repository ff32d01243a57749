import type { Logger } from "pino";
import type { Window } from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";
import type { Slots } from "@/engine/plan/plan";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { addWindows } from "./add-windows";
import type { Spool } from "./spool";
import { TrafficReader } from "./traffic-reader";
import { TrafficTotals } from "./traffic-totals";

const minuteMs = 60_000;

export interface ObserverOptions {
  memory: SharedMemory;
  spool: Spool;
  log: Logger;
  onSample: (window: Window) => void;
  /** New points are in the spool. */
  onPoint: () => void;
  /** A minute ended and everything that went away before it has been reported. */
  onMinute: () => void;
  /** The disk refuses points, or takes them again; up to an hour of them waits in memory. */
  onSpoolTrouble: (isBroken: boolean) => void;
  now?: () => number;
}

/** Closes one-second windows (samples) and one-minute windows (points), both aligned to the wall clock. */
export class Observer {
  private readonly seconds: TrafficReader;
  private readonly minutes: TrafficReader;
  /** Since the engine began, to the newest second. */
  readonly totals = new TrafficTotals();
  private readonly now: () => number;
  private timer: NodeJS.Timeout | undefined;
  private secondAt: number;
  private minuteAt: number;
  private readonly unwritten: Window[] = [];

  constructor(private readonly options: ObserverOptions) {
    this.seconds = new TrafficReader(options.memory);
    this.minutes = new TrafficReader(options.memory);
    this.now = options.now ?? Date.now;
    this.secondAt = floor(this.now(), 1000);
    this.minuteAt = floor(this.now(), minuteMs);
  }

  start(): void {
    const wait = 1000 - (this.now() % 1000);
    this.timer = setTimeout(() => {
      this.tick();
      this.start();
    }, wait);
  }

  sync(snapshot: Snapshot, slots: Slots): void {
    this.seconds.sync(snapshot, slots);
    this.minutes.sync(snapshot, slots);
    this.totals.sync(snapshot);
  }

  /** Closes what has ended at this moment of the clock. */
  tick(): void {
    const now = this.now();
    const second = floor(now, 1000);
    if (second !== this.secondAt) {
      const window = this.seconds.close(this.secondAt, { withIdle: false });
      this.totals.add(window);
      this.options.onSample(window);
      this.secondAt = second;
    }
    if (floor(now, minuteMs) !== this.minuteAt) this.closeMinute();
  }

  /** Stops, and spools the minute so far; a later point of the same minute holds this part too and replaces it. */
  stop(): void {
    clearTimeout(this.timer);
    this.closeMinute();
  }

  private closeMinute(): void {
    const window = this.minutes.close(this.minuteAt, { withIdle: true });
    this.minuteAt = floor(this.now(), minuteMs);
    this.options.onMinute();
    if (Object.keys(window.loadBalancers).length === 0) return;
    this.unwritten.push(window);
    if (this.unwritten.length > 60) this.unwritten.shift();
    try {
      for (; this.unwritten[0] !== undefined; this.unwritten.shift()) this.spool(this.unwritten[0]);
      this.options.onSpoolTrouble(false);
      this.options.onPoint();
    } catch (error) {
      this.options.log.error({ error: String(error) }, "a point could not be written to the spool");
      this.options.onSpoolTrouble(true);
    }
  }

  /** A minute that was spooled in part, by this process or the one before, is spooled whole. Reading it may fail too. */
  private spool(window: Window): void {
    const { spool } = this.options;
    const newest = spool.newest?.window;
    spool.append(newest?.at === window.at ? addWindows(newest, window) : window);
  }
}

function floor(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}
