import type { LiveEngine, LiveWindow } from "@/lib/model/live";
import type { MetricPoint } from "@/lib/model/metric";
import type { MetricKind } from "@/lib/model/metric-catalogue";
import { Channel } from "./channel";
import { type EipSecond, eipSeconds } from "./eip-samples";
import { type LiveMetricPoint, liveMetricPoints } from "./live-metrics";
import { appendWindow, memberRate, type MemberRate, objectRate, type RateOf, trafficPoints } from "./samples";

/** How far the clock that is reckoned from the stream's first event may be behind the server's. */
const latencyMs = 1000;

/** `signedOut` and `refused` are answers: nothing is tried again by itself then. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "signedOut" | "refused";

/**
 * What the event stream said, outside of React: every hook reads one derived value that stays the same object until it
 * really changes, so a sample redraws its own numbers and nothing else.
 */
export class LiveStore {
  readonly samples = new Channel();
  readonly engine = new Channel();
  readonly status = new Channel();
  /** Something that was read before may have changed. */
  readonly changes = new Channel();

  #status: LiveStatus = "connecting";
  #engine: LiveEngine | null = null;
  #windows: readonly LiveWindow[] = [];
  #derived = new Map<string, unknown>();
  /** Server's clock less this browser's, in ms. */
  #skewMs = 0;
  /** When the stream last told of a change or began anew, ms by the server's clock. */
  #changedAt = Number.NEGATIVE_INFINITY;

  get currentStatus(): LiveStatus {
    return this.#status;
  }

  get currentEngine(): LiveEngine | null {
    return this.#engine;
  }

  setStatus(status: LiveStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.status.emit();
  }

  setEngine(engine: LiveEngine): void {
    this.#engine = engine;
    this.engine.emit();
  }

  addWindows(added: readonly LiveWindow[]): void {
    const windows = added.reduce(appendWindow, this.#windows);
    if (windows === this.#windows) return;
    this.#windows = windows;
    this.#derived.clear();
    this.samples.emit();
  }

  setServerTime(serverNow: number, now: number): void {
    this.#skewMs = serverNow - now;
  }

  /** Now by the server's clock. */
  serverNow(now: number): number {
    return now + this.#skewMs;
  }

  /** Something that was read before may have changed; `now` by this browser's clock. */
  noteChange(now: number): void {
    this.#changedAt = this.serverNow(now);
    this.changes.emit();
  }

  /** May what the server read at `readAt` (ms, its clock) be older than a change that nobody heard then? */
  mayHaveChangedSince(readAt: number): boolean {
    return this.#changedAt + latencyMs >= readAt;
  }

  traffic(id: string): MetricPoint[] {
    return this.#derive(`traffic ${id}`, () => trafficPoints(this.#windows, id));
  }

  rate(id: string, of: RateOf = "requests"): number | null {
    return this.#derive(`rate ${of} ${id}`, () => objectRate(this.#windows, id, of));
  }

  memberRate(id: string): MemberRate | null {
    return this.#derive(`member ${id}`, () => memberRate(this.#windows, id));
  }

  /** The same of several objects, whose points stand at the same seconds. */
  trafficOf(ids: readonly string[]): ReadonlyMap<string, MetricPoint[]> {
    return this.#derive(`traffic of ${ids.join(" ")}`, () => new Map(ids.map((id) => [id, this.traffic(id)])));
  }

  rates(ids: readonly string[]): ReadonlyMap<string, number | null> {
    return this.#derive(`rates of ${ids.join(" ")}`, () => new Map(ids.map((id) => [id, this.rate(id)])));
  }

  /** Requests of the kept windows by server, for shares within one group. */
  memberRates(ids: readonly string[]): ReadonlyMap<string, MemberRate | null> {
    return this.#derive(`members ${ids.join(" ")}`, () => new Map(ids.map((id) => [id, this.memberRate(id)])));
  }

  eip(id: string): readonly EipSecond[] {
    return this.#derive(`eip ${id}`, () => eipSeconds(this.#windows, id));
  }

  metrics(kind: MetricKind, id: string): LiveMetricPoint[] {
    return this.#derive(`metrics ${kind} ${id}`, () => liveMetricPoints(this.#windows, kind, id));
  }

  #derive<Value>(key: string, compute: () => Value): Value {
    if (!this.#derived.has(key)) this.#derived.set(key, compute());
    return this.#derived.get(key) as Value;
  }
}
