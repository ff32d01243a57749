import { MemberCell } from "@/engine/observe/cells";
import type { MemberRegistry } from "./member-registry";
import type { MemberState } from "./member-state";

/**
 * Leaves out a pool's member for a while when it fails several times in a row, counted over all workers, never the last
 * one that is well. Health checks go on beside it. A pool without the setting has none.
 */
export class OutlierWatch {
  constructor(
    private readonly registry: MemberRegistry,
    private readonly members: readonly MemberState[],
    private readonly setting: { readonly consecutiveFailures: number; readonly ejectMs: number },
  ) {}

  isOut(member: MemberState): boolean {
    return (this.registry.shared.ejectedUntil[member.plan.slot] as number) > this.registry.now;
  }

  /** Another member is well and not left out. */
  hasOther(member: MemberState): boolean {
    for (const other of this.members) if (other !== member && other.isEligible && !this.isOut(other)) return true;
    return false;
  }

  /** `failure`: one of {@link MemberFailure}. */
  failed(member: MemberState, failure: number): void {
    if (this.isOut(member)) return;
    const { shared, now } = this.registry;
    const { slot } = member.plan;
    shared.lastFailure[slot] = failure;
    const failures = Atomics.add(shared.failuresInRow, slot, 1) + 1;
    if (failures < this.setting.consecutiveFailures || !this.hasOther(member)) return;
    Atomics.store(shared.failuresInRow, slot, 0);
    shared.ejectedUntil[slot] = now + this.setting.ejectMs;
    member.count(MemberCell.ejections, 1);
  }

  succeeded(member: MemberState): void {
    const { failuresInRow } = this.registry.shared;
    const { slot } = member.plan;
    if (Atomics.load(failuresInRow, slot) !== 0) Atomics.store(failuresInRow, slot, 0);
  }
}
