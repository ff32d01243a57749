import { latencyBuckets } from "@/lib/model/latency";

/**
 * What one-minute points of an object come to: by stored field (see `storedFields`) their sum, greatest and least value,
 * and the histogram of response times. One minute is the aggregate of itself. Times are in µs.
 */
export interface Aggregate {
  minutes: number;
  sums: Float64Array;
  maxima: Float64Array;
  minima: Float64Array;
  /** Null: there were no requests. */
  latency: Float64Array | null;
}

/** One minute; values are whole and not negative. */
export function minuteAggregate(values: ArrayLike<number>, latency: Float64Array | null): Aggregate {
  const sums = Float64Array.from(values, whole);
  return { minutes: 1, sums, maxima: sums, minima: sums, latency };
}

function whole(value: number): number {
  return value > 0 ? Math.min(Math.round(value), Number.MAX_SAFE_INTEGER) : 0;
}

/** Exact, in whatever order and however it was grouped before; null without anything to merge. */
export function mergeAggregates(parts: readonly Aggregate[]): Aggregate | null {
  const [first] = parts;
  if (first === undefined) return null;
  if (parts.length === 1) return first;
  const merged: Aggregate = {
    minutes: 0,
    sums: new Float64Array(first.sums.length),
    maxima: new Float64Array(first.sums.length),
    minima: new Float64Array(first.sums.length).fill(Number.POSITIVE_INFINITY),
    latency: null,
  };
  for (const part of parts) {
    merged.minutes += part.minutes;
    for (let field = 0; field < merged.sums.length; field++) {
      merged.sums[field] = at(merged.sums, field) + at(part.sums, field);
      merged.maxima[field] = Math.max(at(merged.maxima, field), at(part.maxima, field));
      merged.minima[field] = Math.min(at(merged.minima, field), at(part.minima, field));
    }
    if (part.latency !== null) {
      merged.latency ??= new Float64Array(latencyBuckets);
      for (let bucket = 0; bucket < latencyBuckets; bucket++) {
        merged.latency[bucket] = at(merged.latency, bucket) + at(part.latency, bucket);
      }
    }
  }
  return merged;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
