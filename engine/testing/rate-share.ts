import { expect } from "vitest";

/** What a bucket may be ahead of its rate: ms of the rate, and bytes of the last thing that it let through. */
const burstMs = 100;
const lastBytes = 250_000;

/**
 * Judges what comes through a limit. Never more since the beginning than the rate allows: a window alone tells nothing,
 * since a host that is busy leaves bytes in sockets and reads them later. The share of the setting is that of the best
 * of five windows, for the same reason.
 */
export class RateShare {
  private readonly began = performance.now();
  private readonly from: number;

  constructor(
    private readonly mbps: number,
    private readonly count: () => number,
  ) {
    this.from = count();
  }

  async best(): Promise<number> {
    let best = 0;
    for (let window = 0; window < 5 && best <= 0.9; window++) {
      const [began, from] = [performance.now(), this.count()];
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const now = performance.now();
      best = Math.max(best, (this.count() - from) / (now - began) / this.bytesPerMs);
      const allowed = (now - this.began + burstMs) * this.bytesPerMs * 1.05 + lastBytes;
      expect(this.count() - this.from).toBeLessThan(allowed);
    }
    return best;
  }

  private get bytesPerMs(): number {
    return this.mbps * 125;
  }
}
