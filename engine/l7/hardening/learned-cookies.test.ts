import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { findCookie } from "@/engine/stickiness/cookie-header";
import { LearnTable } from "@/engine/stickiness/learn-table";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

describe("sessions by an application's cookie", () => {
  it("hold their values alone, not the headers that these came in", () => {
    const table = new LearnTable(2000);
    const before = heapMb();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 2000; i++) {
        const header = Buffer.from(`SID=session-value-${i}; pad=${"x".repeat(30_000)}`).toString("latin1");
        const value = findCookie(header, "SID") as string;
        if (table.find(value, 0, 1000) === null) table.learn(value, "member", 0, 1000);
        else table.learn(value, "other", 0, 1000);
      }
    }
    expect(table.size).toBe(2000);
    expect(heapMb() - before).toBeLessThan(15);
    expect(table.find("session-value-7", 0, 1000)).toBe("other");
  });
});
