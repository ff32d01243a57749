import { expect, test } from "vitest";
import { eipSeconds } from "./eip-samples";

function windowAt(at: number, eips?: Record<string, number[]>) {
  return { at, loadBalancers: {}, listeners: {}, members: {}, ...(eips && { eips }) };
}

test("bytes become Mbit/s, waits are of the worse direction, drops of both", () => {
  const [second] = eipSeconds([windowAt(1000, { e: [125_000, 1_250_000, 1, 2, 0, 1020] })], "e");
  expect(second).toEqual({ at: 1000, inMbps: 1, outMbps: 10, waitedMs: 1000, dropped: 3 });
});

test("a window without the EIP is a zero, a missing window a gap", () => {
  const seconds = eipSeconds([windowAt(1000), windowAt(9000, {})], "e");
  expect(seconds.map(({ at, outMbps }) => [at, outMbps])).toEqual([
    [1000, 0],
    [2000, null],
    [9000, 0],
  ]);
});
