import { expect, it } from "vitest";
import { LockOut } from "./lock-out";

it("who fails waits twice as long each time, up to 15 minutes; others do not", () => {
  let now = 0;
  const lockOut = new LockOut(() => now);
  const waits = Array.from({ length: 16 }, () => {
    now += lockOut.waitS("a") * 1000;
    lockOut.failed("a");
    return lockOut.waitS("a");
  });
  expect(waits).toEqual([0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  expect(lockOut.waitS("b")).toBe(0);
  lockOut.succeeded("a");
  expect(lockOut.waitS("a")).toBe(0);
});

it("forgets after half an hour, and remembers no more than 10,000", () => {
  let now = 0;
  const lockOut = new LockOut(() => now);
  for (let n = 0; n < 5; n++) lockOut.failed("a");
  expect(lockOut.waitS("a")).toBe(2);
  now = 31 * 60_000;
  lockOut.failed("a");
  expect(lockOut.waitS("a")).toBe(0);
  for (let n = 0; n < 5; n++) lockOut.failed("b");
  for (let n = 0; n < 10_000; n++) lockOut.failed(`other ${n}`);
  expect(lockOut.waitS("b")).toBe(0);
});
