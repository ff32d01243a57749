import { mix } from "@/engine/balancing/hash";
import { BucketLocks } from "@/engine/limits/bucket-locks";

/** Sources whose member is remembered at once, over all groups. */
export const sessionCells = 65_536;
const bucketCells = 16;
const buckets = sessionCells / bucketCells;
const cellWords = 4;
/** Words that all workers share: a lock a bucket, then group, address, member's row and end of each session. */
export const sessionWords = buckets + cellWords * sessionCells;

const Word = { group: 0, source: 1, member: 2, end: 3 } as const;

export interface SourceSession {
  /** IPv4 address as an unsigned number. */
  source: number;
  /** Row of the member. */
  member: number;
  /** Second of the shared clock at which it ends. */
  end: number;
}

/**
 * Which member each source address of a group's clients belongs to (ST-01), the same for all workers; or, in a table of
 * its own, each session by the balancer's cookie, whose number stands for the address. Bounded: in a full bucket the
 * session that would end first gives way. Groups are told apart by a hash; a session whose member is not of
 * the group counts as none. Time comes in as whole seconds of the shared clock.
 */
export class SourceSessions {
  private readonly locks: BucketLocks;
  private readonly cells: Int32Array;

  /** @param holder tells threads apart, above 0. */
  constructor(words: Int32Array, holder: number) {
    this.locks = new BucketLocks(words.subarray(0, buckets), holder);
    this.cells = words.subarray(buckets);
  }

  /** Row of the member that a source belongs to, and the session lives on; -1: it has none. */
  find(group: number, source: number, now: number, lifetime: number): number {
    const bucket = bucketOf(group, source);
    if (!this.locks.take(bucket)) return -1;
    const at = this.seek(bucket, group, source, now);
    let member = -1;
    if (at >= 0) {
      member = this.cells[at + Word.member] as number;
      this.cells[at + Word.end] = now + lifetime;
    }
    this.locks.free(bucket);
    return member;
  }

  /** As {@link find}, and the session does not live longer for it. */
  peek(group: number, source: number, now: number): number {
    const bucket = bucketOf(group, source);
    if (!this.locks.take(bucket)) return -1;
    const at = this.seek(bucket, group, source, now);
    const member = at < 0 ? -1 : (this.cells[at + Word.member] as number);
    this.locks.free(bucket);
    return member;
  }

  /** Begins a session, or moves it to another member. */
  keep(group: number, source: number, member: number, now: number, lifetime: number): void {
    const bucket = bucketOf(group, source);
    if (!this.locks.take(bucket)) return;
    const { cells } = this;
    const found = this.seek(bucket, group, source, now);
    const at = found >= 0 ? found : this.oldest(bucket);
    cells[at + Word.group] = group;
    cells[at + Word.source] = source;
    cells[at + Word.member] = member;
    cells[at + Word.end] = now + lifetime;
    this.locks.free(bucket);
  }

  /** All sessions of a group, at most `limit` of them, and how many there are, in all and by member. */
  list(
    group: number,
    now: number,
    limit: number,
  ): { count: number; ofMember: Map<number, number>; sessions: SourceSession[] } {
    const sessions: SourceSession[] = [];
    const ofMember = new Map<number, number>();
    const { cells } = this;
    let count = 0;
    for (let at = 0; at < cells.length; at += cellWords) {
      if (cells[at + Word.group] !== (group | 0) || (cells[at + Word.end] as number) <= now) continue;
      count += 1;
      const member = cells[at + Word.member] as number;
      ofMember.set(member, (ofMember.get(member) ?? 0) + 1);
      if (sessions.length >= limit) continue;
      const source = (cells[at + Word.source] as number) >>> 0;
      sessions.push({ source, member, end: cells[at + Word.end] as number });
    }
    return { count, ofMember, sessions };
  }

  /** Ends all sessions of a group; gives how many that were. */
  clear(group: number, now: number): number {
    const { cells } = this;
    let cleared = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      if (!this.locks.take(bucket)) continue;
      const first = bucket * bucketCells * cellWords;
      for (let at = first; at < first + bucketCells * cellWords; at += cellWords) {
        if (cells[at + Word.group] !== (group | 0)) continue;
        if ((cells[at + Word.end] as number) > now) cleared += 1;
        cells[at + Word.end] = 0;
      }
      this.locks.free(bucket);
    }
    return cleared;
  }

  /** Frees what a dead thread had locked. */
  takeBack(): void {
    this.locks.takeBack();
  }

  private seek(bucket: number, group: number, source: number, now: number): number {
    const { cells } = this;
    const first = bucket * bucketCells * cellWords;
    for (let at = first; at < first + bucketCells * cellWords; at += cellWords) {
      const isOurs = cells[at + Word.source] === (source | 0) && cells[at + Word.group] === (group | 0);
      if (isOurs && (cells[at + Word.end] as number) > now) return at;
    }
    return -1;
  }

  /** The cell that is free or whose session ends first. */
  private oldest(bucket: number): number {
    const { cells } = this;
    const first = bucket * bucketCells * cellWords;
    let oldest = first;
    for (let at = first; at < first + bucketCells * cellWords; at += cellWords) {
      if ((cells[at + Word.end] as number) < (cells[oldest + Word.end] as number)) oldest = at;
    }
    return oldest;
  }
}

function bucketOf(group: number, source: number): number {
  return mix(source >>> 0, group >>> 0) & (buckets - 1);
}
