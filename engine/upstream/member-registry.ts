import type { MemberPlan } from "@/engine/plan/plan";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import { MemberState } from "./member-state";
import type { TimerWheel } from "./timer-wheel";

/** All members that a worker knows, by key (id and address): connections and in-flight counts outlive every plan. */
export class MemberRegistry {
  /** This worker's member rows of shared memory. */
  readonly counters: Float64Array;
  /** This worker's histograms of members' response times. */
  readonly latency: Uint32Array;
  /** The shared clock as of the last tick. */
  now = sharedNow();
  /** Which member each source address belongs to, of all groups that keep that. */
  readonly sessions: SourceSessions;
  /** Members that no plan names any more and that still hold requests or connections, with since when (wheel's ms). */
  readonly leaving = new Map<MemberState, number>();
  /** Connections to members, being made, in use or idle; and how many of them are idle. */
  connections = 0;
  idle = 0;
  private readonly members = new Map<string, MemberState>();
  /** Rows of shared memory that members of this worker have or had. */
  private readonly rows = new Set<number>();

  /**
   * @param maxConnections from here on idle connections give their descriptors to new ones; as many as clients may be.
   * @param idleMs how long a member's idle connection is kept: shorter than usual servers do (threats: 4 s).
   */
  constructor(
    readonly shared: SharedMemory,
    private readonly worker: number,
    readonly wheel: TimerWheel,
    public maxConnections = Number.POSITIVE_INFINITY,
    readonly idleMs = 4000,
  ) {
    this.counters = shared.memberOf(worker);
    this.latency = shared.memberLatencyOf(worker);
    this.sessions = new SourceSessions(shared.sessions, worker + 1);
  }

  /** Members of a group, new, changed or as they were. */
  put(plans: Iterable<MemberPlan>): void {
    for (const plan of plans) {
      const state = this.members.get(plan.key) ?? this.comeBack(plan) ?? this.add(plan);
      state.follow(plan);
    }
  }

  /** A member that no group has any more finishes what it holds and is forgotten. */
  remove(key: string): void {
    const state = this.members.get(key);
    if (state === undefined) return;
    this.members.delete(key);
    this.retire(state);
  }

  /** One that was removed and still holds something goes on with it: its time to end is over only if it stays away. */
  private comeBack(plan: MemberPlan): MemberState | null {
    for (const state of this.leaving.keys()) {
      if (state.key !== plan.key || state.plan.slot !== plan.slot) continue;
      this.leaving.delete(state);
      this.members.set(plan.key, state);
      return state;
    }
    return null;
  }

  /** What a former server failed at is not held against one that takes its place. */
  private add(plan: MemberPlan): MemberState {
    if (this.rows.has(plan.slot)) {
      Atomics.store(this.shared.failuresInRow, plan.slot, 0);
      this.shared.ejectedUntil[plan.slot] = 0;
    }
    this.rows.add(plan.slot);
    const state = new MemberState(this, plan);
    this.members.set(plan.key, state);
    return state;
  }

  get(key: string): MemberState | undefined {
    return this.members.get(key);
  }

  /** There are as many connections as there may be: none should wait for its next request. */
  get isFull(): boolean {
    return this.connections >= this.maxConnections;
  }

  /** Before a connection is made: where there are too many, a member that has idle ones loses them. */
  makeRoom(): void {
    if (!this.isFull || this.idle === 0) return;
    for (const state of this.members.values()) if (state.closeIdle()) return;
  }

  /** A connection could not be made for want of descriptors: idle ones give theirs, and it is told. Gives whether any did. */
  lackedDescriptors(): boolean {
    this.shared.refusedAt[this.worker] = sharedNow();
    const hadIdle = this.idle > 0;
    for (const state of this.members.values()) state.closeIdle();
    return hadIdle;
  }

  /** @internal */
  retire(state: MemberState): void {
    state.retired = true;
    state.closeIdle();
    if (state.held === 0) this.leaving.delete(state);
    else if (!this.leaving.has(state)) this.leaving.set(state, this.wheel.now);
  }

  /** Closes all idle connections: the thread ends. */
  close(): void {
    for (const state of this.members.values()) this.retire(state);
  }
}
