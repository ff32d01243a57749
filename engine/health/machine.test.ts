import fc from "fast-check";
import { expect, test } from "vitest";
import { afterProbe, type HealthState, initialHealth, type ProbeOutcome } from "./machine";

const good: ProbeOutcome = { ok: true };
const bad: ProbeOutcome = { ok: false, reason: "CONNECT_REFUSED", detail: "nobody listens" };
const thresholds = { rise: 3, fall: 3 };

function run(outcomes: ProbeOutcome[], from = initialHealth(0, false)): HealthState {
  return outcomes.reduce((state, outcome, index) => afterProbe(state, outcome, thresholds, index + 1), from);
}

test("the first success of a new member puts it online at once (BS-01)", () => {
  expect(run([good])).toMatchObject({ status: "online", since: 1, reason: "" });
});

test("a new member whose first probe fails goes the normal way: fall failures to offline, rise successes to online", () => {
  expect(run([bad])).toMatchObject({ status: "unknown", reason: "CONNECT_REFUSED", since: 0 });
  expect(run([bad, good])).toMatchObject({ status: "unknown" });
  expect(run([bad, good, good])).toMatchObject({ status: "unknown" });
  expect(run([bad, good, good, good])).toMatchObject({ status: "online", since: 4, reason: "" });
  expect(run([bad, bad, bad])).toMatchObject({ status: "offline", since: 3 });
});

test("fall failures in a row take an online member out, one success between them starts the count anew", () => {
  expect(run([good, bad, bad])).toMatchObject({ status: "online", since: 1, reason: "CONNECT_REFUSED" });
  expect(run([good, bad, bad, good, bad, bad])).toMatchObject({ status: "online" });
  expect(run([good, bad, bad, bad])).toMatchObject({ status: "offline", since: 4, detail: "nobody listens" });
});

test("rise successes in a row bring an offline member back, one failure between them starts the count anew", () => {
  const offline = [good, bad, bad, bad];
  expect(run([...offline, good, good])).toMatchObject({ status: "offline", since: 4 });
  expect(run([...offline, good, good, bad, good, good])).toMatchObject({ status: "offline" });
  expect(run([...offline, good, good, good])).toMatchObject({ status: "online", since: 7, reason: "" });
});

test("a member that was trusted before its first check stays in until fall failures", () => {
  const trusted = initialHealth(0, true);
  expect(run([bad, bad], trusted).status).toBe("trusted");
  expect(run([bad, good], trusted).status).toBe("online");
  expect(run([bad, bad, bad], trusted).status).toBe("offline");
});

test("any history: the status changes only at a threshold, and `since` only with it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean()),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 10 }),
      fc.boolean(),
      (outcomes, rise, fall, wasTrusted) => {
        let state = initialHealth(0, wasTrusted);
        for (const [index, ok] of outcomes.entries()) {
          const next = afterProbe(state, ok ? good : bad, { rise, fall }, index + 1);
          expect(next.since).toBe(next.status === state.status ? state.since : index + 1);
          if (next.status === "online" && state.status === "offline") {
            expect(outcomes.slice(index + 1 - rise, index + 1)).toEqual(Array(rise).fill(true));
          }
          if (next.status === "offline" && state.status !== "offline") {
            expect(outcomes.slice(index + 1 - fall, index + 1)).toEqual(Array(fall).fill(false));
          }
          state = next;
        }
      },
    ),
  );
});
