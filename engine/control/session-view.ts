import { hashText } from "@/engine/balancing/hash";
import type { Slots } from "@/engine/plan/plan";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { SharedMemory } from "@/engine/workers/shared-memory";
import type { SourceSessionList } from "@/lib/wire/messages";

/** Sessions by source address as people see them: addresses and members for numbers and rows. */
export class SessionView {
  private readonly table: SourceSessions;
  private readonly cookies: SourceSessions;
  private rows: Slots["members"] = {};

  constructor(memory: SharedMemory) {
    this.table = new SourceSessions(memory.sessions, memory.capacity.workers + 1);
    this.cookies = new SourceSessions(memory.cookieSessions, memory.capacity.workers + 1);
  }

  sync(slots: Slots): void {
    this.rows = slots.members;
  }

  /** At most `limit` sessions of a group, those that live longest first, and how many there are. */
  list(poolId: string, limit: number): SourceSessionList {
    const now = Math.floor(sharedNow() / 1000);
    const { count, ofMember, sessions } = this.table.list(hashText(poolId), now, limit);
    const members = this.membersByRow();
    const rows = sessions.map(({ source, member, end }) => ({
      source: [24, 16, 8, 0].map((shift) => (source >>> shift) & 255).join("."),
      memberId: members.get(member) ?? "",
      endsInS: end - now,
    }));
    return { count, counts: this.named(ofMember), sessions: rows.toSorted((a, b) => b.endsInS - a.endsInS) };
  }

  /** Sessions of a group by the balancer's cookie: those whose cookie came back, until it is not good any more. */
  countCookies(poolId: string): SourceSessionList {
    const { count, ofMember } = this.cookies.list(hashText(poolId), Math.floor(sharedNow() / 1000), 0);
    return { count, counts: this.named(ofMember), sessions: [] };
  }

  private membersByRow(): Map<number, string> {
    return new Map(Object.entries(this.rows).map(([id, row]) => [row, id]));
  }

  /** By id of the member; those of rows that are none's any more come under an empty one. */
  private named(ofMember: ReadonlyMap<number, number>): Record<string, number> {
    const members = this.membersByRow();
    const counts: Record<string, number> = {};
    for (const [row, held] of ofMember) {
      const id = members.get(row) ?? "";
      counts[id] = (counts[id] ?? 0) + held;
    }
    return counts;
  }

  clear(poolId: string): number {
    return this.table.clear(hashText(poolId), Math.floor(sharedNow() / 1000));
  }
}
