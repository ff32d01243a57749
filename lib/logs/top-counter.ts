import type { TopValue } from "@/lib/model/log-query";

const slots = 1 << 16;
/** Values that are told apart at most: what comes later is not counted. */
const mostValues = slots / 2;
const longestValue = 256;

/** Counts how often values come, by their bytes, in a table of fixed size. */
export class TopCounter {
  /** Some values found no place any more. */
  isFull = false;
  private readonly hashes = new Int32Array(slots);
  private readonly keys: (Buffer | undefined)[] = Array.from({ length: slots });
  private readonly counts = new Float64Array(slots);
  private readonly failed = new Float64Array(slots);
  private values = 0;

  add(bytes: Buffer, begin: number, end: number, isFailed: boolean): void {
    const stop = Math.min(end, begin + longestValue);
    let hash = 0x811c9dc5;
    for (let i = begin; i < stop; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & (slots - 1);
    for (;;) {
      const key = this.keys[slot];
      if (key === undefined) break;
      if (this.hashes[slot] === hash && isSame(key, bytes, begin, stop)) {
        this.counts[slot] = (this.counts[slot] as number) + 1;
        if (isFailed) this.failed[slot] = (this.failed[slot] as number) + 1;
        return;
      }
      slot = (slot + 1) & (slots - 1);
    }
    if (this.values >= mostValues) {
      this.isFull = true;
      return;
    }
    this.values += 1;
    this.hashes[slot] = hash;
    this.keys[slot] = Buffer.from(bytes.subarray(begin, stop));
    this.counts[slot] = 1;
    this.failed[slot] = isFailed ? 1 : 0;
  }

  /** The most frequent, first. */
  top(count: number): TopValue[] {
    return this.keys
      .flatMap((key, slot) =>
        key === undefined
          ? []
          : [{ value: key.toString("latin1"), count: this.counts[slot] ?? 0, failed: this.failed[slot] ?? 0 }],
      )
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, count);
  }
}

function isSame(key: Buffer, bytes: Buffer, begin: number, stop: number): boolean {
  if (key.length !== stop - begin) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[begin + i]) return false;
  return true;
}
