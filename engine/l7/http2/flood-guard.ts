/** A budget that fills again with time: what is dear to us and costs the client next to nothing. */
export class Budget {
  private used = 0;
  private since = 0;

  /** @param most that may come at once. @param perSecond that is forgiven. */
  constructor(
    private readonly most: number,
    private readonly perSecond: number,
  ) {}

  /** Takes one at `now`, in ms. False: it is used up. */
  take(now: number): boolean {
    const forgiven = ((now - this.since) * this.perSecond) / 1000;
    this.used = Math.max(0, this.used - Math.max(0, forgiven)) + 1;
    this.since = now;
    return this.used <= this.most;
  }
}

/** Requests that end before their answer: reset by the client, or by us for what it sent (rapid reset, made-you-reset). */
export function resetBudget(): Budget {
  return new Budget(500, 50);
}

/** Frames that carry nothing: PING, SETTINGS, PRIORITY, empty DATA, unknown types. */
export function controlBudget(): Budget {
  return new Budget(10_000, 1000);
}
