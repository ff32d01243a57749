import type { ProbeReport } from "@/lib/model/probe-report";
import type { CheckReport, MemberState } from "@/lib/wire/messages";
import { HealthWord } from "@/engine/observe/cells";
import type { CheckTarget } from "./check-target";
import { CheckedMember } from "./checked-member";
import { type Clock, systemClock } from "./clock";
import type { KeptTurns } from "./history";
import { probe as realProbe, type Probe } from "./probe";
import { probeReport } from "./probe-report";
import { sourceTo } from "./source-to";

export interface HealthCheckerOptions {
  /** Health words of shared memory; this is their only writer. */
  words: Int32Array;
  /** A member is fit for requests that was not, told just before its word says so (slow start). */
  onFit?: (slot: number) => void;
  onChange: (state: MemberState) => void;
  /** Turns that members had before the engine began anew. */
  turns?: ReadonlyMap<string, KeptTurns>;
  clock?: Clock;
  probe?: Probe;
  /** Probes under way at once; others wait their turn. */
  maxProbes?: number;
  /** Share of an interval, 0 to 1, by which a member's second turn comes later than an interval after its first. */
  spread?: (memberId: string) => number;
}

interface Entry {
  readonly member: CheckedMember;
  /** Online or not checked, as last published. */
  isFit: boolean;
  /** Scheduled start of the next probe, ms of the monotonic clock. */
  nextAt: number;
  cancel: () => void;
  /** The probe under way; new settings begin a new one and its result no longer counts. */
  running: Promise<void> | null;
  epoch: number;
  /** Probes begun: each comes from the next source address. */
  turns: number;
  /** The last probe as it went. */
  report: ProbeReport | null;
}

export type CheckNowResult = CheckReport | { error: "NOT_FOUND" | "NO_MONITOR" | "DISABLED" };

/**
 * Probes every checked member once an interval (HC-17), a new one at once (BS-01). Health is keyed by member and place
 * and survives every apply.
 */
export class HealthChecker {
  private readonly entries = new Map<string, Entry>();
  private readonly queue: (() => void)[] = [];
  private running = 0;
  /** Turns left out: the probe before was not over, or the process had no time; see {@link skipped}. */
  private skippedTurns = 0;
  private skippedAt = -Infinity;
  private readonly clock: Clock;
  private readonly probe: Probe;
  private readonly maxProbes: number;
  private readonly spread: (memberId: string) => number;

  constructor(private readonly options: HealthCheckerOptions) {
    this.clock = options.clock ?? systemClock;
    this.probe = options.probe ?? realProbe;
    this.maxProbes = options.maxProbes ?? 256;
    this.spread = options.spread ?? fraction;
  }

  /** Turns left out since the start, and ms since the last of them. */
  get skipped(): { turns: number; msAgo: number } {
    return { turns: this.skippedTurns, msAgo: this.clock.monotonic() - this.skippedAt };
  }

  /** Takes the members of a new plan: new ones are probed at once, those with changed settings too, gone ones no more. */
  sync(targets: readonly CheckTarget[]): void {
    const now = this.clock.now();
    const wanted = new Map(targets.map((target) => [target.memberId, target]));
    for (const [id, entry] of this.entries) {
      if (wanted.has(id)) continue;
      this.halt(entry);
      this.entries.delete(id);
    }
    for (const [id, target] of wanted) {
      const entry = this.entries.get(id);
      if (entry === undefined) this.add(target, now);
      else this.update(entry, target, now);
    }
  }

  states(): MemberState[] {
    return [...this.entries.values()].map(({ member }) => member.state);
  }

  /** What is to be known after a restart. */
  turns(): KeptTurns[] {
    return [...this.entries.values()].flatMap(({ member: { state, target } }) =>
      state.history.length === 0 ? [] : [{ memberId: target.memberId, place: target.place, turns: state.history }],
    );
  }

  /** Probes a member outside its turn and answers its fresh state; a probe under way is waited for instead. */
  async checkNow(memberId: string): Promise<CheckNowResult> {
    const entry = this.entries.get(memberId);
    if (entry === undefined) return { error: "NOT_FOUND" };
    if (!entry.member.target.enabled) return { error: "DISABLED" };
    if (entry.member.target.monitor === null) return { error: "NO_MONITOR" };
    await (entry.running ?? this.start(entry));
    const { report } = entry;
    if (report?.source === "") entry.report = { ...report, source: await sourceTo(report) };
    return { state: entry.member.state, probe: entry.report };
  }

  /** Resolves when every new member has had its first result, at the latest after `ms`. */
  async settled(ms: number): Promise<void> {
    const first = [...this.entries.values()].filter(({ member }) => member.health?.isNew === true);
    if (first.length === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.clock.after(ms, resolve);
      const done = Promise.all(first.map(async ({ running }) => running));
      void done.finally(() => {
        cancel();
        resolve();
      });
    });
  }

  stop(): void {
    for (const entry of this.entries.values()) this.halt(entry);
    this.entries.clear();
    this.queue.length = 0;
  }

  private add(target: CheckTarget, now: number): void {
    const kept = this.options.turns?.get(target.memberId);
    const member = new CheckedMember(target, now, kept?.place === target.place ? kept.turns : []);
    const entry: Entry = {
      member,
      isFit: false,
      nextAt: 0,
      cancel: () => {},
      running: null,
      epoch: 0,
      turns: 0,
      report: null,
    };
    this.entries.set(target.memberId, entry);
    this.publish(entry);
    if (member.isChecked) this.begin(entry);
  }

  private update(entry: Entry, target: CheckTarget, now: number): void {
    const { member } = entry;
    if (member.target === target) return;
    const before = member.state;
    const sameProbe = probeKey(member.target) === probeKey(target);
    const wasChecked = member.isChecked;
    member.update(target, now);
    this.publish(entry);
    if (sameProbe && wasChecked === member.isChecked) {
      if (member.state.health !== before.health) this.options.onChange(member.state);
      return;
    }
    this.halt(entry);
    if (member.isChecked) this.begin(entry);
    if (member.state.health !== before.health) this.options.onChange(member.state);
  }

  /** Probes now; the next turn is one to two intervals later, so that turns of what came together spread over one. */
  private begin(entry: Entry): void {
    const interval = entry.member.target.monitor?.intervalMs ?? 0;
    entry.nextAt = this.clock.monotonic() + interval * (1 + this.spread(entry.member.target.memberId));
    this.schedule(entry);
    void this.start(entry);
  }

  private schedule(entry: Entry): void {
    entry.cancel = this.clock.after(Math.max(0, entry.nextAt - this.clock.monotonic()), () => {
      const interval = entry.member.target.monitor?.intervalMs ?? 1000;
      const late = this.clock.monotonic() - entry.nextAt;
      const missed = Math.floor(Math.max(0, late) / interval);
      entry.nextAt += interval * (1 + missed);
      this.schedule(entry);
      this.skip(missed + (entry.running === null ? 0 : 1));
      if (entry.running === null) void this.start(entry);
    });
  }

  private skip(turns: number): void {
    if (turns === 0) return;
    this.skippedTurns += turns;
    this.skippedAt = this.clock.monotonic();
  }

  private start(entry: Entry): Promise<void> {
    const running = this.run(entry).finally(() => {
      if (entry.running === running) entry.running = null;
    });
    entry.running = running;
    return running;
  }

  private async run(entry: Entry): Promise<void> {
    const { epoch } = entry;
    await this.turn();
    try {
      const { address, port, monitor, proxyProtocol, sources } = entry.member.target;
      if (monitor === null || entry.epoch !== epoch) return;
      const source = sources.length === 0 ? null : (sources[entry.turns++ % sources.length] as string);
      const begun = this.clock.monotonic();
      const result = await this.probe({ address, port, monitor, proxyProtocol, source }).catch((error) => ({
        inconclusive: String(error),
      }));
      if (entry.epoch !== epoch || "inconclusive" in result) return;
      const durationMs = Math.round((this.clock.monotonic() - begun) * 10) / 10;
      entry.report = probeReport(entry.member.target, monitor, result, durationMs);
      if (entry.report.source === "" && source !== null) entry.report = { ...entry.report, source };
      const changed = entry.member.record(result, this.clock.now(), durationMs);
      this.publish(entry);
      if (changed) this.options.onChange(entry.member.state);
    } finally {
      this.running--;
      this.queue.shift()?.();
    }
  }

  private async turn(): Promise<void> {
    if (this.running >= this.maxProbes) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.running++;
  }

  private publish(entry: Entry): void {
    const { member } = entry;
    const { word } = member;
    const isFit = word === HealthWord.online || word === HealthWord.notChecked;
    if (isFit && !entry.isFit) this.options.onFit?.(member.target.slot);
    entry.isFit = isFit;
    if (word !== null) Atomics.store(this.options.words, member.target.slot, word);
  }

  private halt(entry: Entry): void {
    entry.cancel();
    entry.epoch++;
    entry.running = null;
  }
}

/** Everything that a probe depends on. */
function probeKey({ address, port, place, monitor, sources }: CheckTarget): string {
  return JSON.stringify([address, port, place, monitor, sources]);
}

/** A number from 0 up to 1 that belongs to a text: FNV-1a, then mixed so that texts alike lie apart. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
