/** Time as an argument: tests put their own in its place. */
export interface Clock {
  /** Wall clock, ms of the epoch. */
  now(): number;
  /** Clock that never jumps, in ms with fractions. */
  monotonic(): number;
  /** Calls back once; the answer cancels. */
  after(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
