/** Buckets of response times: 8 a power of two, from 16 µs (bucket 0) to 2^26 µs, about 67 s. */
export const latencyBuckets = 176;

/** Middle of a bucket in µs. */
function latencyOf(bucket: number): number {
  const power = (bucket >> 3) + 4;
  const width = 2 ** (power - 3);
  return 2 ** power + ((bucket & 7) + 0.5) * width;
}

/** Value in ms below which the share `share` (0–1) of a histogram's durations lies; 0 when it is empty. */
export function percentileMs(counts: Float64Array | Uint32Array, share: number): number {
  // A dashboard asks it thousands of times: iterators would be most of its work.
  let total = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) total += counts[bucket] as number;
  if (total === 0) return 0;
  const rank = Math.max(1, Math.ceil(total * share));
  let seen = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    seen += counts[bucket] as number;
    if (seen >= rank) return roundMs(latencyOf(bucket) / 1000);
  }
  return 0;
}

/** Whole µs, written in ms. */
export function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
