import { expect, it } from "vitest";
import { AccessLogTotals } from "./totals";

it("adds up workers' reports, and alarms while a disk refuses and for ten minutes after a loss", () => {
  const totals = new AccessLogTotals();
  const report = { streamId: "s", written: 10, dropped: 0, error: "" };
  totals.add(0, report, 1000);
  expect(totals.isAlarming(1000)).toBe(false);
  totals.add(1, { ...report, written: 0, error: "ENOSPC" }, 2000);
  totals.add(0, { ...report, written: 5 }, 2000);
  expect(totals.states()).toEqual([{ streamId: "s", written: 15, dropped: 0, droppedAt: 0, error: "ENOSPC" }]);
  expect(totals.isAlarming(2000)).toBe(true);
  totals.add(1, { ...report, written: 0, dropped: 3 }, 3000);
  expect(totals.states()).toEqual([{ streamId: "s", written: 15, dropped: 3, droppedAt: 3000, error: "" }]);
  expect([totals.isAlarming(602_999), totals.isAlarming(603_000)]).toEqual([true, false]);
  totals.add(1, { ...report, error: "EIO" }, 603_000);
  totals.ended(1);
  expect(totals.isAlarming(603_000)).toBe(false);
  totals.keepOnly(new Set(["other"]));
  expect(totals.states()).toEqual([]);
});
