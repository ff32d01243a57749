import type { LiveWindow } from "@/lib/model/live";
import {
  type EipValues,
  type MemberValues,
  mergeTraffic,
  readEipValues,
  readTraffic,
  type TrafficValues,
} from "@/lib/model/metric";

/** Seconds that are kept: five minutes of charts at once. */
const capacity = 300;

/** The last one-second windows, oldest first. */
export class SampleRing {
  private windows: LiveWindow[] = [];

  push(window: LiveWindow): void {
    this.windows.push(window);
    if (this.windows.length > capacity) this.windows.shift();
  }

  /** Windows that are not older than the ring reaches. */
  read(now: number): LiveWindow[] {
    return this.windows.filter((window) => window.at > now - capacity * 1000);
  }

  /** Traffic of one load balancer or listener over the windows of the last `seconds`. */
  traffic(id: string, now: number, seconds: number): TrafficValues {
    const found: TrafficValues[] = [];
    for (const window of this.windows) {
      if (window.at < now - seconds * 1000) continue;
      const values = window.loadBalancers[id] ?? window.listeners[id];
      if (values !== undefined) found.push(readTraffic(values));
    }
    return mergeTraffic(found);
  }

  /** The same of a server; `connections` is the gauge of the last window. */
  member(id: string, now: number, seconds: number): MemberValues {
    const sums = this.sums((window) => window.members[id], now, seconds);
    const [requests = 0, failures = 0, , sessions = 0] = sums;
    return { requests, failures, connections: this.windows.at(-1)?.members[id]?.[2] ?? 0, sessions };
  }

  eip(id: string, now: number, seconds: number): EipValues {
    return readEipValues(this.sums((window) => window.eips?.[id], now, seconds));
  }

  private sums(of: (window: LiveWindow) => number[] | undefined, now: number, seconds: number): number[] {
    const sums: number[] = [];
    for (const window of this.windows) {
      if (window.at < now - seconds * 1000) continue;
      for (const [index, value] of (of(window) ?? []).entries()) sums[index] = (sums[index] ?? 0) + value;
    }
    return sums;
  }
}
