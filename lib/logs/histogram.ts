import { logClasses } from "@/lib/model/log-query";

const mostBuckets = 120;
/** Widths that people read well, in ms. */
const widths = [
  10, 100, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000,
  7_200_000, 14_400_000, 21_600_000, 43_200_000, 86_400_000, 604_800_000,
];

/** Matching lines over time, by the class of their status. */
export class Histogram {
  readonly bucketMs: number;
  /** Begin of the first bucket: a multiple of its width. */
  readonly from: number;
  private readonly counts: Float64Array;

  constructor(from: number, to: number) {
    const span = Math.max(1, to - from);
    this.bucketMs = widths.find((width) => span / width <= mostBuckets) ?? Math.ceil(span / mostBuckets);
    this.from = Math.floor(from / this.bucketMs) * this.bucketMs;
    const buckets = Math.floor((to - this.from) / this.bucketMs) + 1;
    this.counts = new Float64Array(buckets * logClasses);
  }

  /** @param status of which the first digit counts. */
  add(time: number, status: number): void {
    const kind = Math.min(5, Math.max(1, Math.floor(status / 100))) - 1;
    const index = Math.floor((time - this.from) / this.bucketMs) * logClasses + kind;
    if (index >= 0 && index < this.counts.length) this.counts[index] = (this.counts[index] as number) + 1;
  }

  toArray(): number[] {
    return Array.from(this.counts);
  }
}
