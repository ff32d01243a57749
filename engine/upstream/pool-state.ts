import type { Load, PickerWithTurns } from "@/engine/balancing/algorithm";
import { buildPicker } from "@/engine/balancing/build-picker";
import type { Sticky } from "@/engine/stickiness/sticky";
import type { PoolPlan } from "@/engine/plan/plan";
import type { MemberRegistry } from "./member-registry";
import type { MemberState } from "./member-state";

/** A pool in one worker: its plan, its members' states, and whose turn it is. Built at a swap, read by requests. */
export class PoolState implements Load {
  readonly members: readonly MemberState[];
  private readonly picker: PickerWithTurns;
  private tried: readonly MemberState[] = none;
  /** Members that are not well are chosen from too. */
  private failingOpen = false;

  constructor(
    readonly plan: PoolPlan,
    registry: MemberRegistry,
    former: PoolState | null,
    readonly sticky: Sticky | null = null,
  ) {
    this.members = plan.members.map((member) => {
      const state = registry.get(member.key);
      if (state === undefined) throw new Error(`member ${member.id} is not in the registry`);
      return state;
    });
    const turns = former?.plan.algorithm === plan.algorithm ? former.picker.turns() : null;
    this.picker = buildPicker(plan.algorithm, plan.members, turns);
  }

  /** The member for a new request, none of `tried`, or null: nobody is eligible. `client` hashes the source address. */
  pick(client: number, tried: readonly MemberState[]): MemberState | null {
    if (!this.plan.enabled) return null;
    this.tried = tried;
    const index = this.picker.pick(this, client);
    if (index >= 0) return this.members[index] as MemberState;
    return this.plan.failOpen && !this.hasEligible() ? this.pickOpen(client) : null;
  }

  /** K-30: nobody is well, so whoever is enabled and has a weight gets the request. */
  private pickOpen(client: number): MemberState | null {
    this.failingOpen = true;
    const index = this.picker.pick(this, client);
    this.failingOpen = false;
    return index < 0 ? null : (this.members[index] as MemberState);
  }

  private hasEligible(): boolean {
    for (const member of this.members) if (member.isEligible) return true;
    return false;
  }

  /** A member that had the client's last request may get this one: it is well, or nobody is and the pool fails open. */
  accepts(member: MemberState): boolean {
    return member.isEligible || (this.plan.failOpen && member.isUsable && !this.hasEligible());
  }

  /** The member of a session, when it may still get requests. */
  stickyMember(key: string): MemberState | null {
    if (!this.plan.enabled) return null;
    for (const member of this.members) if (member.key === key) return this.accepts(member) ? member : null;
    return null;
  }

  isEligible(index: number): boolean {
    const member = this.members[index] as MemberState;
    return (
      (this.failingOpen ? member.isUsable : member.isEligible) &&
      (this.tried.length === 0 || !this.tried.includes(member))
    );
  }

  inFlight(index: number): number {
    return (this.members[index] as MemberState).inFlight;
  }
}

const none: readonly MemberState[] = [];
