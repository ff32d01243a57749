import { hashText } from "@/engine/balancing/hash";
import type { Slots } from "@/engine/plan/plan";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import type { SourceSessionList } from "@/lib/wire/messages";

/** Sessions by source address as people see them: addresses and members for numbers and rows. */
export class SessionView {
  private readonly table: SourceSessions;
  private rows: Slots["members"] = {};

  constructor(memory: SharedMemory) {
    this.table = new SourceSessions(memory.sessions, memory.capacity.workers + 1);
  }

  sync(slots: Slots): void {
    this.rows = slots.members;
  }

  /** At most `limit` sessions of a group, those that live longest first, and how many there are. */
  list(poolId: string, limit: number): SourceSessionList {
    const now = Math.floor(sharedNow() / 1000);
    const { count, ofMember, sessions } = this.table.list(hashText(poolId), now, limit);
    const members = new Map(Object.entries(this.rows).map(([id, row]) => [row, id]));
    const rows = sessions.map(({ source, member, end }) => ({
      source: [24, 16, 8, 0].map((shift) => (source >>> shift) & 255).join("."),
      memberId: members.get(member) ?? "",
      endsInS: end - now,
    }));
    const counts = [...ofMember].map(([row, held]): [string, number] => [members.get(row) ?? "", held]);
    return { count, counts: Object.fromEntries(counts), sessions: rows.toSorted((a, b) => b.endsInS - a.endsInS) };
  }

  clear(poolId: string): number {
    return this.table.clear(hashText(poolId), Math.floor(sharedNow() / 1000));
  }
}
