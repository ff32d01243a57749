import type { MemberState } from "@/lib/wire/messages";
import { HealthWord } from "@/engine/observe/cells";
import type { CheckTarget } from "./check-target";
import { withTurn } from "./history";
import { type HealthState, initialHealth, type ProbeOutcome, afterProbe } from "./machine";

const words: Record<HealthState["status"], number> = {
  unknown: HealthWord.unknown,
  trusted: HealthWord.notChecked,
  online: HealthWord.online,
  offline: HealthWord.offline,
};

/** One member's configuration and health together; its timers and probes are the checker's. */
export class CheckedMember {
  /** Null while it is not checked: no monitor, or switched off. */
  health: HealthState | null = null;
  checkedAt = 0;
  durationMs = 0;
  /** Since when the configuration alone decides what is reported, or does no longer. */
  private configuredAt: number;

  constructor(
    public target: CheckTarget,
    now: number,
    /** Its turns before the engine began anew. */
    private history: MemberState["history"] = [],
  ) {
    this.configuredAt = now;
    if (this.isChecked) this.health = initialHealth(now, false);
  }

  get isChecked(): boolean {
    return this.target.enabled && this.target.monitor !== null;
  }

  /** Takes a new configuration; what was learnt stays unless the member is a different server or checks began or ended. */
  update(target: CheckTarget, now: number): void {
    const before = this.target;
    const reported = this.reported;
    this.target = target;
    if (!this.isChecked) this.health = null;
    else if (before.place !== target.place) this.health = initialHealth(now, false);
    else if (this.health === null) this.health = initialHealth(now, before.enabled && before.monitor === null);
    if (this.health === null || before.place !== target.place) {
      this.checkedAt = 0;
      this.durationMs = 0;
    }
    if (before.place !== target.place) this.history = [];
    if (this.reported !== reported) this.configuredAt = now;
  }

  /** Counts a probe's outcome. True: what is reported changed. */
  record(outcome: ProbeOutcome, now: number, durationMs: number): boolean {
    if (this.health === null || this.target.monitor === null) return false;
    const before = this.health;
    this.checkedAt = now;
    this.durationMs = durationMs;
    this.health = afterProbe(before, outcome, this.target.monitor, now);
    const { status, reason, detail } = this.health;
    if (status !== before.status && (status === "online" || status === "offline")) {
      this.history = withTurn(this.history, { at: now, health: status, reason, detail });
    }
    return status !== before.status || reason !== before.reason || detail !== before.detail;
  }

  private get reported(): MemberState["health"] {
    if (!this.target.enabled) return "disabled";
    if (this.target.weight === 0 || this.target.isDraining) return "draining";
    if (this.health === null || this.health.status === "trusted") return "no-monitor";
    return this.health.status;
  }

  /** Word for the workers; null leaves the old one, which a plan without the member may still be reading. */
  get word(): number | null {
    if (!this.target.enabled) return null;
    if (this.health === null) return HealthWord.notChecked;
    return words[this.health.status];
  }

  get state(): MemberState {
    return {
      memberId: this.target.memberId,
      health: this.reported,
      reason: this.health?.reason ?? "",
      detail: this.health?.detail ?? "",
      since: this.reported === this.health?.status ? this.health.since : this.configuredAt,
      checkedAt: this.checkedAt,
      durationMs: this.durationMs,
      history: this.history,
    };
  }
}
