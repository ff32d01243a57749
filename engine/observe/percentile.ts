import { latencyOf } from "./cells";

/** Value in ms below which the share `share` (0–1) of a histogram's durations lies; 0 when it is empty. */
export function percentileMs(counts: Float64Array | Uint32Array, share: number): number {
  let total = 0;
  for (const count of counts) total += count;
  if (total === 0) return 0;
  const rank = Math.max(1, Math.ceil(total * share));
  let seen = 0;
  for (const [bucket, count] of counts.entries()) {
    seen += count;
    if (seen >= rank) return roundMs(latencyOf(bucket) / 1000);
  }
  return 0;
}

/** Whole µs, written in ms. */
export function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
