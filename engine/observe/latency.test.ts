import fc from "fast-check";
import { expect, test } from "vitest";
import { latencyBucket } from "./cells";
import { latencyBuckets, percentileMs } from "@/lib/model/latency";

test("an empty histogram has no percentile", () => {
  expect(percentileMs(new Uint32Array(latencyBuckets), 0.5)).toBe(0);
});

test("any durations: a percentile is within a bucket's width of the exact one", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 16, max: 60_000_000 }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.95, 0.99),
      (durations, share) => {
        const counts = new Uint32Array(latencyBuckets);
        for (const us of durations) {
          const bucket = latencyBucket(us);
          counts[bucket] = (counts[bucket] as number) + 1;
        }
        const sorted = [...durations].sort((a, b) => a - b);
        const exact = (sorted[Math.max(1, Math.ceil(sorted.length * share)) - 1] as number) / 1000;
        expect(Math.abs(percentileMs(counts, share) - exact)).toBeLessThanOrEqual(exact * 0.125 + 0.001);
      },
    ),
  );
});
