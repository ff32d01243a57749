import { describe, expect, it } from "vitest";
import type { LiveWindow } from "@/lib/model/live";
import { appendWindow, memberRate, objectRate, trafficPoints, windowsKept } from "./samples";

function windowAt(second: number, requests?: number): LiveWindow {
  const window = { at: second * 1000, loadBalancers: {}, listeners: {}, members: {} };
  if (requests === undefined) return window;
  return { ...window, listeners: { a: [requests, requests] }, members: { m: [requests, 1, 3, 2] } };
}

function collect(windows: readonly LiveWindow[]): readonly LiveWindow[] {
  return windows.reduce<readonly LiveWindow[]>((all, window) => appendWindow(all, window), []);
}

describe("live windows", () => {
  it("keep five minutes and no more", () => {
    const windows = collect(Array.from({ length: 1000 }, (_, second) => windowAt(second, 1)));
    expect(windows).toHaveLength(windowsKept);
    expect(windows.at(-1)?.at).toBe(999_000);
  });

  it("forget what is older than five minutes after a hole", () => {
    expect(collect([windowAt(0), windowAt(1), windowAt(400)])).toHaveLength(1);
  });

  it("leave out repetitions and what comes late", () => {
    expect(collect([windowAt(5), windowAt(5), windowAt(3), windowAt(6)]).map(({ at }) => at)).toEqual([5000, 6000]);
  });

  it("read an absent object as zero and an absent window as a gap", () => {
    const points = trafficPoints(collect([windowAt(1, 7), windowAt(2), windowAt(9, 4)]), "a");
    expect(points.map(({ at, values }) => [at, values?.requests ?? null])).toEqual([
      [1000, 7],
      [2000, 0],
      [3000, null],
      [8000, null],
      [9000, 4],
    ]);
  });

  it("give rates over the newest seconds only", () => {
    const windows = collect([windowAt(1, 1000), windowAt(20, 10), windowAt(21, 20)]);
    expect(objectRate(windows, "a", "requests")).toBe(15);
    expect(objectRate([], "a", "requests")).toBeNull();
    expect(memberRate(windows, "m")).toEqual({
      requests: 15,
      failures: 1,
      connections: 3,
      sessions: 2,
      requestsInFiveMinutes: 1030,
    });
  });
});
