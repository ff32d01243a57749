import type { Measured } from "./processes";

/** Before the first run of a case, not measured: what is compiled as it runs is compiled by then, as after weeks. */
export const warmUpSeconds = 4;

/**
 * Runs each proxy `rounds` times. Each round begins with another one, and every second one goes backwards: none runs
 * always behind the same one, in whose closing connections it would begin.
 */
export async function alternating<R>(
  proxies: readonly Measured[],
  rounds: number,
  run: (proxy: Measured) => Promise<R>,
): Promise<Map<Measured, R[]>> {
  const runs = new Map<Measured, R[]>(proxies.map((proxy) => [proxy, []]));
  for (let round = 0; round < rounds; round++) {
    const turn = [...proxies.slice(round % proxies.length), ...proxies.slice(0, round % proxies.length)];
    for (const proxy of round % 2 === 0 ? turn : turn.toReversed()) runs.get(proxy)?.push(await run(proxy));
  }
  return runs;
}

/** The middle value of one figure; 0 without runs. */
export function median<R>(runs: readonly R[], key: keyof R): number {
  const sorted = runs.map((run) => Number(run[key])).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
