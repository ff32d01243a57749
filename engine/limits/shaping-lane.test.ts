import { expect, test } from "vitest";
import { ShapingLane, type Turn } from "./shaping-lane";
import { bucketWords, TokenBucket } from "./token-bucket";

/** Two workers of one address at 10 Mbit/s (1,250 bytes a ms), on one clock that the test moves. */
function setUp() {
  const words = new Int32Array(bucketWords);
  const clock = { ms: 0, timers: [] as { at: number; run: () => void }[] };
  const waiting = [0, 0];
  const waited = [0, 0];
  const lanes = waiting.map(
    (_, worker) =>
      new ShapingLane(
        new TokenBucket(words, 0),
        {
          now: () => clock.ms,
          after: (ms, run) => clock.timers.push({ at: clock.ms + ms, run }),
        },
        {
          waiting: (count) => {
            waiting[worker] = count;
          },
          waitingOfAll: () => waiting.reduce((sum, count) => sum + count, 0),
          waited: (ms) => {
            waited[worker] = (waited[worker] as number) + ms;
          },
        },
      ),
  );
  lanes[0]?.bucket.setRate(10, 0);
  const advance = (ms: number): void => {
    for (const end = clock.ms + ms; clock.ms < end; ) {
      clock.ms += 1;
      const due = clock.timers.filter((timer) => timer.at <= clock.ms);
      clock.timers = clock.timers.filter((timer) => timer.at > clock.ms);
      for (const { run } of due) run();
    }
  };
  return { lanes: lanes as [ShapingLane, ShapingLane], waited, clock, advance };
}

/** Takes `bytes` at each turn, for ever. */
function greedy(lane: ShapingLane, bytes = 10_000): Turn & { taken: number } {
  const turn = {
    taken: 0,
    queued: false,
    nextTurn: null,
    previousTurn: null,
    serve: () => {
      lane.bucket.take(bytes);
      turn.taken += bytes;
      lane.queue(turn);
      return bytes;
    },
  };
  lane.queue(turn);
  return turn;
}

test("those that wait share what comes, over all workers by their number", () => {
  const { lanes, advance, waited } = setUp();
  const here = [greedy(lanes[0]), greedy(lanes[0]), greedy(lanes[0])];
  const there = [greedy(lanes[1])];
  advance(10_000);
  const taken = [...here, ...there].map((turn) => turn.taken);
  const total = taken.reduce((sum, bytes) => sum + bytes, 0);
  expect(total).toBeGreaterThan(12_500_000);
  expect(total).toBeLessThan(12_500_000 + 125_000 + 40_000);
  for (const bytes of taken) expect(bytes / total).toBeGreaterThan(0.15);
  expect(waited[0]).toBeGreaterThan(9_900);
});

test("nobody waits: no timer runs", () => {
  const { lanes, advance, clock } = setUp();
  const turn = greedy(lanes[0]);
  advance(100);
  lanes[0].remove(turn);
  expect(lanes[0].isWaiting).toBe(false);
  advance(30);
  expect(clock.timers).toEqual([]);
});

test("one that has nothing to say at its turn leaves the queue", () => {
  const { lanes, advance } = setUp();
  const silent: Turn = { queued: false, nextTurn: null, previousTurn: null, serve: () => 0 };
  lanes[0].queue(silent);
  const other = greedy(lanes[0]);
  advance(1000);
  expect(silent.queued).toBe(false);
  expect(other.taken).toBeGreaterThan(1_250_000);
});
