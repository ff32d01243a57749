/**
 * Tells when a worker's heartbeat has stood still for `limitMs`. Only time that the watcher itself was awake counts:
 * after the whole process slept (a suspended machine, SIGSTOP) nobody is stalled.
 */
export class StallWatch {
  private lastBeat: number | null = null;
  private stillMs = 0;
  private lastLook: number | null = null;

  constructor(
    private readonly limitMs: number,
    private readonly lookEveryMs: number,
  ) {}

  /** One look at the heartbeat at `now` (ms, monotonic), taken about every `lookEveryMs`. */
  isStalled(beat: number, now: number): boolean {
    const elapsed = this.lastLook === null ? 0 : now - this.lastLook;
    this.lastLook = now;
    if (beat !== this.lastBeat) {
      this.lastBeat = beat;
      this.stillMs = 0;
      return false;
    }
    this.stillMs += Math.min(elapsed, 2 * this.lookEveryMs);
    return this.stillMs > this.limitMs;
  }
}
