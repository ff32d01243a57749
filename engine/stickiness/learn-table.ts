interface Entry {
  /** A string of its own: a part of a header would keep the whole header in memory. */
  readonly value: string;
  member: string;
  expiresAt: number;
}

/**
 * What application cookie belongs to which member (ST-03): bounded, each entry lives `timeoutMs` after its last use,
 * and the one that was used longest ago goes first. Time comes in as an argument, in ms.
 */
export class LearnTable {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly capacity = 100_000) {}

  get size(): number {
    return this.entries.size;
  }

  /** Key of the member of a value, and the value lives on; null when it is unknown or has expired. */
  find(value: string, now: number, timeoutMs: number): string | null {
    const entry = this.entries.get(value);
    if (entry === undefined) return null;
    this.entries.delete(value);
    if (entry.expiresAt <= now) return null;
    entry.expiresAt = now + timeoutMs;
    this.entries.set(entry.value, entry);
    return entry.member;
  }

  /** Key of the member of a value, whose time stays; null when it is unknown or has expired. */
  peek(value: string, now: number): string | null {
    const entry = this.entries.get(value);
    return entry === undefined || entry.expiresAt <= now ? null : entry.member;
  }

  /** Sessions by member's key that have not expired. */
  count(now: number): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { member, expiresAt } of this.entries.values()) {
      if (expiresAt > now) counts.set(member, (counts.get(member) ?? 0) + 1);
    }
    return counts;
  }

  /** Puts a value to a member. Gives whether that is news. */
  learn(value: string, member: string, now: number, timeoutMs: number): boolean {
    const known = this.entries.get(value);
    this.entries.delete(value);
    const own = known?.value ?? Buffer.from(value, "latin1").toString("latin1");
    this.entries.set(own, { value: own, member, expiresAt: now + timeoutMs });
    if (this.entries.size > this.capacity) this.entries.delete(this.entries.keys().next().value as string);
    return known === undefined || known.member !== member;
  }
}
