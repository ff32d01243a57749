/** Words of one bucket in shared memory: bytes a ms, when it was filled last, what it holds. */
export const bucketWords = 3;
/** Words of one address: a bucket for each direction. */
export const addressWords = 2 * bucketWords;
const rateWord = 0;
const filledWord = 1;
const balanceWord = 2;

/** 1 Mbit/s is 125 bytes a ms. */
const bytesPerMsOfMbps = 125;
/** What may leave at once after a pause: so many ms of the rate, and never less than a few full segments. */
const burstMs = 100;
const leastBurst = 32_768;

/**
 * Bytes that one direction of an address may carry, for all threads together. Taking is one atomic subtraction and may
 * leave a debt; whoever finds nothing left fills the bucket with what has come since the last time. Whole ms and whole
 * bytes: nothing is rounded away. Times are ms of a clock that all threads share; they may wrap at 2^31.
 */
export class TokenBucket {
  constructor(
    private readonly words: Int32Array,
    private readonly at: number,
  ) {}

  /** Sets the rate in Mbit/s, at once for all that wait; the first rate fills the bucket. */
  setRate(mbps: number, nowMs: number): void {
    const rate = mbps * bytesPerMsOfMbps;
    if (Atomics.exchange(this.words, this.at + rateWord, rate) !== 0) return;
    Atomics.store(this.words, this.at + filledWord, nowMs | 0);
    Atomics.store(this.words, this.at + balanceWord, burstOf(rate));
  }

  get bytesPerMs(): number {
    return Atomics.load(this.words, this.at + rateWord);
  }

  /** What it holds at most. */
  get burst(): number {
    return burstOf(this.bytesPerMs);
  }

  /** What is left, below 0 a debt, without a look at the clock. */
  get balance(): number {
    return Atomics.load(this.words, this.at + balanceWord);
  }

  /** Takes bytes, into debt if need be. Gives what is left. */
  take(bytes: number): number {
    return Atomics.sub(this.words, this.at + balanceWord, bytes) - bytes;
  }

  /** Adds what came since the last time and gives what is in it then. */
  fill(nowMs: number): number {
    const { words, at } = this;
    const now = nowMs | 0;
    const filled = Atomics.load(words, at + filledWord);
    const elapsed = (now - filled) | 0;
    // Another thread has filled it in this very moment.
    if (elapsed <= 0 || Atomics.compareExchange(words, at + filledWord, filled, now) !== filled) return this.balance;
    const rate = this.bytesPerMs;
    const room = burstOf(rate) - this.balance;
    const bytes = Math.min(room, elapsed * rate);
    return Atomics.add(words, at + balanceWord, bytes) + bytes;
  }

  /** Ms until a debt is paid, at least 1. */
  get waitMs(): number {
    const debt = -this.balance;
    const rate = this.bytesPerMs;
    return debt < rate || rate === 0 ? 1 : Math.ceil((debt + 1) / rate);
  }
}

function burstOf(rate: number): number {
  return Math.max(leastBurst, rate * burstMs);
}
