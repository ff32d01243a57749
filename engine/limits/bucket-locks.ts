const spins = 100;
const waits = 5;
const waitMs = 4;

/** Words of shared memory that are locks, one a bucket of a table. A holder (above 0) is told apart by its number. */
export class BucketLocks {
  constructor(
    private readonly words: Int32Array,
    private readonly holder: number,
  ) {}

  /** False: another thread stands still, or died, with the lock; not for long, but nobody waits for that. */
  take(bucket: number): boolean {
    const { words, holder } = this;
    for (let spin = 0; spin < spins; spin++) if (Atomics.compareExchange(words, bucket, 0, holder) === 0) return true;
    for (let wait = 0; wait < waits; wait++) {
      const by = Atomics.compareExchange(words, bucket, 0, holder);
      if (by === 0) return true;
      Atomics.wait(words, bucket, by, waitMs);
    }
    return Atomics.compareExchange(words, bucket, 0, holder) === 0;
  }

  free(bucket: number): void {
    Atomics.store(this.words, bucket, 0);
    Atomics.notify(this.words, bucket, 1);
  }

  /** Frees all that the holder has: it is dead. Another thread may call this. */
  takeBack(): void {
    for (let bucket = 0; bucket < this.words.length; bucket++) {
      if (Atomics.compareExchange(this.words, bucket, this.holder, 0) === this.holder) {
        Atomics.notify(this.words, bucket, 1);
      }
    }
  }
}
