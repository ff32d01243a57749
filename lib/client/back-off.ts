/** Wait in ms before try number `attempt` (from 0): one second doubling to fifteen, each a little different. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  return Math.min(15_000, 1000 * 2 ** attempt) * (0.8 + random() * 0.4);
}
