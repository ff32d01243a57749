import { mix } from "@/engine/balancing/hash";
import { BucketLocks } from "./bucket-locks";

/** Sources that are counted at once, over all listeners; the bucket that a source belongs to is looked through. */
export const sourceCells = 65_536;
const bucketCells = 16;
const buckets = sourceCells / bucketCells;
/** Words that all workers share: a lock a bucket, then an address, a listener and a count a cell. */
export const sourceWords = buckets + 3 * sourceCells;

/** Outcomes of {@link SourceTable.enter} beside the cell that was counted in. */
export const refused = -2;
export const untracked = -1;

/**
 * Open connections by listener and source address, exact over all workers. A cell is its source's while its count is
 * above 0; cells are given away under the bucket's lock alone, counts go down without it. A full bucket limits nobody.
 * `parts` are this worker's own counts a cell, so that they can be taken back when it dies.
 */
export class SourceTable {
  private readonly locks: BucketLocks;
  private readonly addresses: Int32Array;
  private readonly listeners: Int32Array;
  private readonly counts: Int32Array;

  constructor(
    words: Int32Array,
    private readonly parts: Int32Array,
    worker: number,
  ) {
    this.locks = new BucketLocks(words.subarray(0, buckets), worker + 1);
    this.addresses = words.subarray(buckets, buckets + sourceCells);
    this.listeners = words.subarray(buckets + sourceCells, buckets + 2 * sourceCells);
    this.counts = words.subarray(buckets + 2 * sourceCells);
  }

  /** Counts a connection. Gives the cell for {@link leave}, {@link refused} or {@link untracked}. */
  enter(listener: number, source: number, limit: number): number {
    const bucket = mix(source, listener) & (buckets - 1);
    if (!this.locks.take(bucket)) return untracked;
    const cell = this.take(bucket * bucketCells, listener, source | 0, limit);
    this.locks.free(bucket);
    return cell;
  }

  private take(first: number, listener: number, address: number, limit: number): number {
    const { addresses, listeners, counts, parts } = this;
    let free = -1;
    for (let cell = first; cell < first + bucketCells; cell++) {
      const count = Atomics.load(counts, cell);
      if (count === 0) {
        if (free < 0) free = cell;
      } else if (Atomics.load(addresses, cell) === address && Atomics.load(listeners, cell) === listener) {
        if (count >= limit) return refused;
        Atomics.add(counts, cell, 1);
        parts[cell]! += 1;
        return cell;
      }
    }
    if (free < 0) return untracked;
    Atomics.store(addresses, free, address);
    Atomics.store(listeners, free, listener);
    Atomics.store(counts, free, 1);
    parts[free]! += 1;
    return free;
  }

  /** The connection that was counted in `cell` is over. */
  leave(cell: number): void {
    if (cell < 0) return;
    this.parts[cell]! -= 1;
    Atomics.sub(this.counts, cell, 1);
  }

  /** Open connections of a source on a listener, on all workers, without changing anything; 0: none, or untracked. */
  count(listener: number, source: number): number {
    const { addresses, listeners, counts } = this;
    const first = (mix(source, listener) & (buckets - 1)) * bucketCells;
    for (let cell = first; cell < first + bucketCells; cell++) {
      if (Atomics.load(addresses, cell) === (source | 0) && Atomics.load(listeners, cell) === listener) {
        const count = Atomics.load(counts, cell);
        if (count > 0) return count;
      }
    }
    return 0;
  }

  /** Takes back what the worker counted and holds: it is dead. Another thread may call this. */
  takeBack(): void {
    this.locks.takeBack();
    for (let cell = 0; cell < sourceCells; cell++) {
      const part = this.parts[cell] as number;
      if (part === 0) continue;
      this.parts[cell] = 0;
      Atomics.sub(this.counts, cell, part);
    }
  }
}
