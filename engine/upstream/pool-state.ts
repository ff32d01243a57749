import { MemberCell } from "@/engine/observe/cells";
import type { Load, PickerWithTurns } from "@/engine/balancing/algorithm";
import { buildPicker } from "@/engine/balancing/build-picker";
import { hashText } from "@/engine/balancing/hash";
import { rampedWeight } from "@/engine/balancing/slow-start";
import type { Sticky } from "@/engine/stickiness/sticky";
import type { PoolPlan } from "@/engine/plan/plan";
import type { MemberRegistry } from "./member-registry";
import type { MemberState } from "./member-state";
import { OutlierWatch } from "./outlier-watch";

/** A pool in one worker: its plan, its members' states, and whose turn it is. Built at a swap, read by requests. */
export class PoolState implements Load {
  readonly members: readonly MemberState[];
  private readonly picker: PickerWithTurns;
  private tried: readonly MemberState[] = none;
  private readonly outliers: OutlierWatch | null;
  private stage: number = Stage.well;
  private readonly group: number;
  /** Seconds that a source's session lives after its last connection; 0: sources have none. */
  private readonly sourceLifetime: number;
  /** The clock when members' weights were last made to fit it. */
  private rampedAt = -1;

  constructor(
    readonly plan: PoolPlan,
    private readonly registry: MemberRegistry,
    former: PoolState | null,
    readonly sticky: Sticky | null = null,
  ) {
    this.members = plan.members.map((member) => {
      const state = registry.get(member.key);
      if (state === undefined) throw new Error(`member ${member.id} is not in the registry`);
      return state;
    });
    const { passiveEjection, persistence } = plan;
    this.group = hashText(plan.id);
    // ST-06, K-03: with round robin alone; the source-IP algorithm needs no table.
    const hasSessions = persistence?.type === "SOURCE_IP" && plan.algorithm === "ROUND_ROBIN";
    this.sourceLifetime = hasSessions ? Math.ceil(persistence.timeoutMs / 1000) : 0;
    this.outliers = passiveEjection === null ? null : new OutlierWatch(registry, this.members, passiveEjection);
    for (const member of this.members) member.outliers = this.outliers;
    const turns = former?.plan.algorithm === plan.algorithm ? former.picker.turns() : null;
    this.picker = buildPicker(plan.algorithm, plan.members, turns);
  }

  /** The member for a new request, none of `tried`, or null: nobody is eligible. `client` hashes the source address. */
  pick(client: number, tried: readonly MemberState[]): MemberState | null {
    if (!this.plan.enabled) return null;
    if (this.plan.slowStartMs !== 0 && this.rampedAt !== this.registry.now) this.ramp();
    this.tried = tried;
    const index = this.picker.pick(this, client);
    return index < 0 ? this.pickLast(client) : (this.members[index] as MemberState);
  }

  /**
   * As {@link pick}, for a new connection or flow of layer 4: the member that the source belongs to, while it is of use
   * (ST-01, ST-05). `source`: IPv4 address as a number, -1 is another kind, which has no session.
   */
  pickForSource(source: number, client: number, tried: readonly MemberState[]): MemberState | null {
    if (this.sourceLifetime === 0 || source < 0 || !this.plan.enabled) return this.pick(client, tried);
    const { sessions, now } = this.registry;
    const second = Math.floor(now / 1000);
    const row = sessions.find(this.group, source, second, this.sourceLifetime);
    if (row >= 0) {
      for (const member of this.members)
        if (member.plan.slot === row && this.accepts(member) && !tried.includes(member)) return ofSession(member);
    }
    const member = this.pick(client, tried);
    if (member !== null) sessions.keep(this.group, source, member.plan.slot, second, this.sourceLifetime);
    return member;
  }

  /** As {@link pick}, and it stays the same member's turn. */
  preview(client: number): MemberState | null {
    return this.picker.withoutTurn(() => this.pick(client, none));
  }

  /** The member that an IPv4 source has a session with (ST-01), whether it is of use or not; null: none. */
  sessionOf(source: number): MemberState | null {
    if (!this.keepsSources || source < 0) return null;
    const { sessions, now } = this.registry;
    const row = sessions.peek(this.group, source, Math.floor(now / 1000));
    return this.members.find((member) => row >= 0 && member.plan.slot === row) ?? null;
  }

  /** Sources of layer 4 have sessions. */
  get keepsSources(): boolean {
    return this.sourceLifetime > 0;
  }

  /** Failures in a row keep it out at present. */
  isLeftOut(member: MemberState): boolean {
    return this.outliers?.isOut(member) === true;
  }

  /** A member's weight as it counts now: grows during slow start. */
  weightOf(member: MemberState): number {
    const { weight, slot } = member.plan;
    const { now, shared } = this.registry;
    const since = shared.onlineSince[slot] as number;
    const { slowStartMs } = this.plan;
    return slowStartMs === 0 || since === 0 ? weight : rampedWeight(weight, now - since, slowStartMs);
  }

  /** Slow start, at most once a tick: members that came online lately get a growing share. */
  private ramp(): void {
    this.rampedAt = this.registry.now;
    for (let i = 0; i < this.members.length; i++) {
      this.picker.setWeight(i, this.weightOf(this.members[i] as MemberState));
    }
  }

  /** Nobody is left: one that failed in a row is better than no answer, and K-30 when nobody is well. */
  private pickLast(client: number): MemberState | null {
    const { outliers, plan } = this;
    let index = -1;
    if (outliers !== null) index = this.pickIn(Stage.failing, client);
    if (index < 0 && plan.failOpen && !this.hasEligible()) index = this.pickIn(Stage.open, client);
    return index < 0 ? null : (this.members[index] as MemberState);
  }

  private pickIn(stage: number, client: number): number {
    this.stage = stage;
    const index = this.picker.pick(this, client);
    this.stage = Stage.well;
    return index;
  }

  private hasEligible(): boolean {
    for (const member of this.members) if (member.isEligible) return true;
    return false;
  }

  /**
   * A member that had the client's last request may get this one: it is well, or nobody is and the pool fails open. One
   * that drains keeps its sessions until their time is over.
   */
  accepts(member: MemberState): boolean {
    const { outliers } = this;
    if (member.plan.drainUntil !== null) return member.keepsSessions(Date.now());
    if (member.isEligible) return outliers === null || !outliers.isOut(member) || !outliers.hasOther(member);
    return this.plan.failOpen && member.isUsable && !this.hasEligible();
  }

  /** The member of a session, when it may still get requests. */
  stickyMember(key: string): MemberState | null {
    if (!this.plan.enabled) return null;
    for (const member of this.members) if (member.key === key) return this.accepts(member) ? ofSession(member) : null;
    return null;
  }

  isEligible(index: number): boolean {
    const member = this.members[index] as MemberState;
    if (this.tried.length !== 0 && this.tried.includes(member)) return false;
    if (this.stage === Stage.open) return member.isUsable;
    if (!member.isEligible) return false;
    return this.outliers === null || this.stage === Stage.failing || !this.outliers.isOut(member);
  }

  inFlight(index: number): number {
    return (this.members[index] as MemberState).inFlight;
  }
}

function ofSession(member: MemberState): MemberState {
  member.count(MemberCell.sessions, 1);
  return member;
}

/** Who is chosen from. */
const Stage = {
  well: 0,
  /** Those too that are left out for failures in a row. */
  failing: 1,
  /** Whoever is enabled and has a weight. */
  open: 2,
} as const;

const none: readonly MemberState[] = [];
