import { expect, it } from "vitest";
import { MemberFailure } from "@/engine/observe/cells";
import type { Plan } from "@/engine/plan/plan";
import { Ejections } from "./ejections";

function planOf(...pools: { passiveEjection: object | null; members: { id: string; slot: number }[] }[]): Plan {
  return { pools: new Map(pools.map((pool, index) => [String(index), pool])) } as unknown as Plan;
}

function setUp() {
  const memory = { ejectedUntil: new Float64Array(4), lastFailure: new Int32Array(4) };
  const clock = { shared: 1000 };
  const ejections = new Ejections(
    memory,
    () => clock.shared,
    () => clock.shared + 500_000,
  );
  return { memory, clock, ejections };
}

const setting = { consecutiveFailures: 3, ejectMs: 5000 };
const members = [
  { id: "a", slot: 1 },
  { id: "b", slot: 3 },
];

it("tells once of each beginning, renewal and end", () => {
  const { memory, clock, ejections } = setUp();
  ejections.sync(planOf({ passiveEjection: setting, members }));
  expect(ejections.look()).toEqual([]);
  memory.ejectedUntil[3] = 6000;
  memory.lastFailure[3] = MemberFailure.malformed;
  expect(ejections.look()).toEqual(["b"]);
  expect(ejections.of("b")).toEqual({ until: 506_000, reason: "BAD_ANSWER" });
  clock.shared = 2000;
  expect(ejections.look()).toEqual([]);
  expect(ejections.of("b")).toEqual({ until: 506_000, reason: "BAD_ANSWER" });
  memory.ejectedUntil[3] = 9000;
  memory.lastFailure[3] = MemberFailure.timeout;
  expect(ejections.look()).toEqual(["b"]);
  expect(ejections.of("b")).toEqual({ until: 509_000, reason: "TIMEOUT" });
  clock.shared = 9000;
  expect(ejections.look()).toEqual(["b"]);
  expect(ejections.of("b")).toBeNull();
  expect(ejections.of("a")).toBeNull();
});

it("knows only members of pools that leave failing ones out", () => {
  const { memory, ejections } = setUp();
  memory.ejectedUntil.fill(6000);
  ejections.sync(planOf({ passiveEjection: null, members }));
  expect(ejections.look()).toEqual([]);
  ejections.sync(planOf({ passiveEjection: setting, members }));
  expect(ejections.look()).toEqual(["a", "b"]);
  ejections.sync(planOf({ passiveEjection: null, members }));
  expect(ejections.of("a")).toBeNull();
  expect(ejections.look()).toEqual([]);
});
