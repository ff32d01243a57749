/** A clock in ms that never jumps and is the same in all threads of the process; `performance.now()` is each thread's. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
