import type { Load, PickerWithTurns } from "@/engine/balancing/algorithm";
import { buildPicker } from "@/engine/balancing/build-picker";
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
    const { passiveEjection } = plan;
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

  /** Slow start, at most once a tick: members that came online lately get a growing share. */
  private ramp(): void {
    const { now, shared } = this.registry;
    this.rampedAt = now;
    for (let i = 0; i < this.members.length; i++) {
      const { weight, slot } = (this.members[i] as MemberState).plan;
      const since = shared.onlineSince[slot] as number;
      this.picker.setWeight(i, since === 0 ? weight : rampedWeight(weight, now - since, this.plan.slowStartMs));
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

  /** A member that had the client's last request may get this one: it is well, or nobody is and the pool fails open. */
  accepts(member: MemberState): boolean {
    const { outliers } = this;
    if (member.isEligible) return outliers === null || !outliers.isOut(member) || !outliers.hasOther(member);
    return this.plan.failOpen && member.isUsable && !this.hasEligible();
  }

  /** The member of a session, when it may still get requests. */
  stickyMember(key: string): MemberState | null {
    if (!this.plan.enabled) return null;
    for (const member of this.members) if (member.key === key) return this.accepts(member) ? member : null;
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

/** Who is chosen from. */
const Stage = {
  well: 0,
  /** Those too that are left out for failures in a row. */
  failing: 1,
  /** Whoever is enabled and has a weight. */
  open: 2,
} as const;

const none: readonly MemberState[] = [];
