import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketWords, TokenBucket } from "./token-bucket";

function bucket(mbps: number, now = 0): TokenBucket {
  const made = new TokenBucket(new Int32Array(bucketWords), 0);
  made.setRate(mbps, now);
  return made;
}

test("a full bucket holds a tenth of a second, and not less than 32 kB", () => {
  expect([bucket(10).balance, bucket(1).balance, bucket(1000).balance]).toEqual([125_000, 32_768, 12_500_000]);
});

test("a debt is paid at the rate: 10 Mbit/s are 1,250 bytes a ms", () => {
  const one = bucket(10);
  expect(one.take(125_000 + 12_500)).toBe(-12_500);
  expect(one.waitMs).toBe(11);
  expect(one.fill(5)).toBe(-6_250);
  expect(one.fill(5)).toBe(-6_250);
  expect(one.fill(11)).toBe(1_250);
});

test("a pause fills it no further than full, however long", () => {
  const one = bucket(10);
  one.take(500_000);
  expect(one.fill(2 ** 30)).toBe(125_000);
});

test("a new rate holds for what waits and for what is left", () => {
  const one = bucket(1000);
  one.setRate(1, 0);
  expect(one.fill(1)).toBe(32_768);
  one.take(32_768 + 125_000);
  expect(one.waitMs).toBe(1001);
  one.setRate(100, 1);
  expect(one.fill(11)).toBe(0);
});

test("the clock may wrap around", () => {
  const near = 2 ** 31 - 5;
  const one = bucket(1, near);
  one.take(32_768 + 1_250);
  expect(one.fill(near + 10)).toBe(0);
});

test("any spending: never more than the burst ahead of the rate, and nothing of the rate is lost while in debt", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.record({ gap: fc.integer({ min: 0, max: 40 }), bytes: fc.integer({ min: 0, max: 200_000 }) })),
      (mbps, steps) => {
        const one = bucket(mbps);
        const burst = one.balance;
        let now = 0;
        let spent = 0;
        let exact = burst;
        for (const { gap, bytes } of steps) {
          now += gap;
          exact = Math.min(burst, exact + gap * mbps * 125);
          expect(one.fill(now)).toBe(exact);
          if (exact <= 0) continue;
          one.take(bytes);
          exact -= bytes;
          spent += bytes;
          expect(spent).toBeLessThanOrEqual(burst + now * mbps * 125 + 200_000);
        }
      },
    ),
  );
});
