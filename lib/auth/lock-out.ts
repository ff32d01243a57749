/** Attempts that nobody waits for: people mistype. */
const free = 5;
const longestS = 900;
const forgottenMs = 30 * 60_000;
/** Attackers choose names: so many are remembered, the oldest is forgotten first. */
const remembered = 10_000;

interface Failures {
  count: number;
  lastAt: number;
}

/** Makes who fails wait, twice as long each time: 2 s after the fifth failure in a row, up to 15 minutes. */
export class LockOut {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Whole seconds until the next attempt is taken; 0: now. */
  waitS(key: string): number {
    const known = this.failures.get(key);
    if (known === undefined || known.count < free) return 0;
    const until = known.lastAt + Math.min(2 ** (known.count - free + 1), longestS) * 1000;
    return Math.max(0, Math.ceil((until - this.now()) / 1000));
  }

  failed(key: string): void {
    const known = this.failures.get(key);
    const lastAt = this.now();
    const count = known === undefined || lastAt - known.lastAt > forgottenMs ? 1 : known.count + 1;
    this.failures.delete(key);
    this.failures.set(key, { count, lastAt });
    const oldest = this.failures.keys().next();
    if (this.failures.size > remembered && !oldest.done) this.failures.delete(oldest.value);
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }
}
