import type { MemberState } from "@/lib/wire/messages";
import { MemberFailure } from "@/engine/observe/cells";
import type { Plan } from "@/engine/plan/plan";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { SharedMemory } from "@/engine/workers/shared-memory";

type Ejection = NonNullable<MemberState["ejection"]>;

/** In the codes of health checks where they mean the same. */
const reasons: Record<number, string> = {
  [MemberFailure.connectFailed]: "CONNECT_FAILED",
  [MemberFailure.connectTimeout]: "CONNECT_TIMEOUT",
  [MemberFailure.broken]: "CLOSED",
  [MemberFailure.malformed]: "BAD_ANSWER",
  [MemberFailure.timeout]: "TIMEOUT",
};

/** Which members their pools leave out for failures in a row: workers decide, the main thread reads and tells. */
export class Ejections {
  private watched: readonly { id: string; slot: number }[] = [];
  private readonly current = new Map<string, { shared: number; ejection: Ejection }>();

  constructor(
    private readonly memory: Pick<SharedMemory, "ejectedUntil" | "lastFailure">,
    private readonly sharedClock: () => number = sharedNow,
    private readonly clock: () => number = Date.now,
  ) {}

  sync(plan: Plan): void {
    this.watched = [...plan.pools.values()]
      .filter(({ passiveEjection }) => passiveEjection !== null)
      .flatMap(({ members }) => members.map(({ id, slot }) => ({ id, slot })));
    const kept = new Set(this.watched.map(({ id }) => id));
    for (const id of this.current.keys()) if (!kept.has(id)) this.current.delete(id);
  }

  /** Null: the member takes part. */
  of(memberId: string): Ejection | null {
    return this.current.get(memberId)?.ejection ?? null;
  }

  /** Looks again; members whose exclusion began, was renewed or ended since the last look. */
  look(): string[] {
    const now = this.sharedClock();
    const changed: string[] = [];
    for (const { id, slot } of this.watched) {
      const shared = this.memory.ejectedUntil[slot] as number;
      const known = this.current.get(id);
      if (shared <= now) {
        if (this.current.delete(id)) changed.push(id);
      } else if (known?.shared !== shared) {
        const until = Math.round(this.clock() + shared - now);
        const reason = reasons[this.memory.lastFailure[slot] as number] ?? "";
        this.current.set(id, { shared, ejection: { until, reason } });
        changed.push(id);
      }
    }
    return changed;
  }
}
