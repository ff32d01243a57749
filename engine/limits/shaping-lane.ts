import type { TokenBucket } from "./token-bucket";

/** A wait is looked at again after this, so that a changed bandwidth holds at once. */
const longestWaitMs = 20;

/** Something that waits for its turn. `serve` gives the bytes it used, or may use now; it may queue itself again. */
export interface Turn {
  serve(): number;
  queued: boolean;
  nextTurn: Turn | null;
  previousTurn: Turn | null;
}

/** Time as a lane needs it: given in tests. */
export interface LaneClock {
  /** Whole ms, the same in all threads. */
  now(): number;
  after(ms: number, run: () => void): void;
}

/** What a lane tells: how many wait in this thread and in all, and for how long somebody had to. */
export interface LaneReport {
  waiting(count: number): void;
  waitingOfAll(): number;
  waited(ms: number): void;
}

/**
 * One direction of a limited address in one worker: connections that wait, served in turns while there are
 * tokens. Each worker takes a share of what there is by the number of those that wait in it.
 */
export class ShapingLane {
  private first: Turn | null = null;
  private last: Turn | null = null;
  private count = 0;
  private since = 0;
  /** Bytes that this worker may use while others wait in other workers. */
  private credit = 0;
  private armed = false;

  constructor(
    readonly bucket: TokenBucket,
    private readonly clock: LaneClock,
    private readonly report: LaneReport,
  ) {}

  get isWaiting(): boolean {
    return this.first !== null;
  }

  /** Bytes that may pass now; 0 or below: none. */
  free(): number {
    const { balance } = this.bucket;
    return balance > 0 ? balance : this.bucket.fill(this.clock.now());
  }

  queue(turn: Turn): void {
    if (turn.queued) return;
    turn.queued = true;
    turn.previousTurn = this.last;
    turn.nextTurn = null;
    if (this.last === null) {
      this.first = turn;
      this.since = this.clock.now();
    } else this.last.nextTurn = turn;
    this.last = turn;
    this.setCount(this.count + 1);
    this.arm();
  }

  remove(turn: Turn): void {
    if (!turn.queued) return;
    const { previousTurn, nextTurn } = turn;
    if (previousTurn === null) this.first = nextTurn;
    else previousTurn.nextTurn = nextTurn;
    if (nextTurn === null) this.last = previousTurn;
    else nextTurn.previousTurn = previousTurn;
    turn.queued = false;
    turn.nextTurn = null;
    turn.previousTurn = null;
    this.setCount(this.count - 1);
  }

  private setCount(count: number): void {
    this.count = count;
    this.report.waiting(count);
  }

  private arm(): void {
    if (this.armed) return;
    this.armed = true;
    this.clock.after(Math.min(longestWaitMs, this.bucket.waitMs), () => {
      this.armed = false;
      this.serve();
    });
  }

  /** This worker's part of what came: without it the worker that looks first would always take all. */
  private earn(elapsedMs: number): void {
    const all = this.report.waitingOfAll();
    const { burst, bytesPerMs } = this.bucket;
    if (all <= this.count) this.credit = burst;
    else this.credit = Math.min(burst, this.credit + (elapsedMs * bytesPerMs * this.count) / all);
  }

  private serve(): void {
    const now = this.clock.now();
    if (this.first === null) return;
    const elapsed = now - this.since;
    this.report.waited(elapsed);
    this.since = now;
    this.earn(elapsed);
    let left = Math.min(this.bucket.fill(now), this.credit);
    while (left > 0 && this.first !== null) {
      const turn = this.first;
      this.remove(turn);
      const used = turn.serve();
      left -= used;
      this.credit -= used;
    }
    if (this.first !== null) this.arm();
  }
}
