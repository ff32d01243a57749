import fc from "fast-check";
import { expect, it } from "vitest";
import { type Timed, TimerWheel } from "./timer-wheel";

class Entry implements Timed {
  deadline = 0;
  wheelSlot = -1;
  wheelDue = 0;
  wheelNext: Timed | null = null;
  wheelPrevious: Timed | null = null;
  firedAt: number | null = null;
  constructor(
    readonly wheel: TimerWheel,
    readonly after: (() => void) | null = null,
  ) {}
  onDeadline(): void {
    this.firedAt = this.wheel.now;
    this.after?.();
  }
}

it("fires not before its time and at most two ticks after, whatever is moved meanwhile", () => {
  const action = fc.record({
    entry: fc.nat(4),
    kind: fc.constantFrom("set", "unset", "remove", "wait"),
    ms: fc.nat(3000),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const wheel = new TimerWheel(0, 100, 8);
      const entries = Array.from({ length: 5 }, () => new Entry(wheel));
      const due = new Map<Entry, number>();
      let now = 0;
      for (const { entry: index, kind, ms } of actions) {
        const entry = entries[index] as Entry;
        if (kind === "set") {
          wheel.set(entry, ms);
          due.set(entry, now + ms);
        } else if (kind === "wait") {
          for (const end = now + ms; now < end; ) {
            now += 50;
            wheel.advance(now);
            for (const each of entries) {
              const at = due.get(each);
              if (each.firedAt !== null) {
                expect(at).toBeDefined();
                expect(each.firedAt).toBeGreaterThanOrEqual(at as number);
                due.delete(each);
                each.firedAt = null;
              } else if (at !== undefined) expect(now).toBeLessThanOrEqual(at + 350);
            }
          }
        } else {
          if (kind === "unset") wheel.unset(entry);
          else wheel.remove(entry);
          due.delete(entry);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it("allows entries to set and remove each other while they fire", () => {
  const wheel = new TimerWheel(0, 100, 8);
  const removed = new Entry(wheel);
  const again: Entry = new Entry(wheel, () => wheel.set(again, 1000));
  const first = new Entry(wheel, () => {
    wheel.remove(removed);
    wheel.set(again, 500);
  });
  for (const entry of [removed, again, first]) wheel.set(entry, 200);
  for (let now = 0; now <= 2000; now += 100) wheel.advance(now);
  expect(removed.firedAt).toBeNull();
  expect(first.firedAt).not.toBeNull();
  expect(again.firedAt).toBeGreaterThan(500);
});
