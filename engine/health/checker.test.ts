import { expect, test } from "vitest";
import type { MemberState } from "@/lib/wire/messages";
import type { HealthMonitorSpec } from "@/lib/wire/snapshot";
import { HealthWord } from "@/engine/observe/cells";
import type { CheckTarget } from "./check-target";
import { HealthChecker } from "./checker";
import { FakeClock } from "./fake-clock";
import type { ProbeResult, ProbeTarget } from "./probe";

const monitor: HealthMonitorSpec = {
  id: "hm",
  type: "TCP",
  intervalMs: 5000,
  timeoutMs: 3000,
  rise: 3,
  fall: 2,
  port: null,
  domainName: "",
  urlPath: "/",
  httpMethod: "GET",
  expectedCodes: "200",
};
const refused: ProbeResult = { ok: false, reason: "CONNECT_REFUSED", detail: "nobody listens" };

function target(memberId: string, change: Partial<CheckTarget> = {}): CheckTarget {
  const slot = Number(memberId);
  const place = `${memberId} 127.0.0.1 80`;
  return {
    memberId,
    slot,
    place,
    address: "127.0.0.1",
    port: 80,
    enabled: true,
    weight: 1,
    isDraining: false,
    proxyProtocol: null,
    monitor,
    sources: [],
    ...change,
  };
}

/** A probe's result that the test gives when it wants. */
function held() {
  const gate: { release: (result: ProbeResult) => void } = { release: () => {} };
  const promise = new Promise<ProbeResult>((resolve) => {
    gate.release = resolve;
  });
  return { promise, release: (result: ProbeResult) => gate.release(result) };
}

function setUp(maxProbes = 256, spread: ((memberId: string) => number) | undefined = () => 0) {
  const clock = new FakeClock();
  const words = new Int32Array(new SharedArrayBuffer(64));
  const pushed: MemberState[] = [];
  const fit: { at: number; slot: number }[] = [];
  const probes: { at: number; target: ProbeTarget }[] = [];
  const answers: { result: ProbeResult | Promise<ProbeResult> } = { result: { ok: true } };
  const checker = new HealthChecker({
    words,
    clock,
    maxProbes,
    spread,
    onChange: (state) => pushed.push(state),
    onFit: (slot) => fit.push({ at: clock.monotonic(), slot }),
    probe: async (probed) => {
      probes.push({ at: clock.monotonic(), target: probed });
      return answers.result;
    },
  });
  const health = (id = "0") => checker.states().find(({ memberId }) => memberId === id)?.health;
  return { clock, words, pushed, fit, probes, answers, checker, health };
}

test("members that came with one apply are probed at once, then spread evenly over the interval", async () => {
  const clock = new FakeClock();
  const at: number[] = [];
  const checker = new HealthChecker({
    words: new Int32Array(new SharedArrayBuffer(4 * 1000)),
    clock,
    onChange: () => {},
    probe: async () => {
      at.push(clock.monotonic());
      return { ok: true };
    },
  });
  checker.sync(Array.from({ length: 1000 }, (_, index) => ({ ...target(`m-${index}`), slot: index })));
  await clock.advance(0);
  expect(at).toHaveLength(1000);
  await clock.advance(15_000);
  const second = at.filter((time) => time >= 5000 && time < 10_000);
  const third = at.filter((time) => time >= 10_000 && time < 15_000);
  expect([second.length, third.length]).toEqual([1000, 1000]);
  for (let tenth = 0; tenth < 10; tenth++) {
    const turns = third.filter((time) => Math.floor((time - 10_000) / 500) === tenth).length;
    expect(turns).toBeGreaterThan(50);
    expect(turns).toBeLessThan(160);
  }
  expect(checker.skipped.turns).toBe(0);
});

test("a turn that comes while the probe before is under way is left out, and counted", async () => {
  const { clock, checker, answers } = setUp();
  const { promise, release } = held();
  answers.result = promise;
  checker.sync([target("0")]);
  await clock.advance(15_000);
  expect(checker.skipped).toEqual({ turns: 3, msAgo: 0 });
  release({ ok: true });
  await clock.advance(60_000);
  expect(checker.skipped).toEqual({ turns: 3, msAgo: 60_000 });
});

test("a new member is probed at once and online with its first success (BS-01)", async () => {
  const { checker, clock, words, pushed, probes } = setUp();
  checker.sync([target("0")]);
  expect(words[0]).toBe(HealthWord.unknown);
  await clock.advance(0);
  expect(probes).toHaveLength(1);
  expect(words[0]).toBe(HealthWord.online);
  expect(pushed).toMatchObject([{ memberId: "0", health: "online", since: 1_000_000, checkedAt: 1_000_000 }]);
});

test("each coming online is told once: the first, a recovery, a return to service (slow start)", async () => {
  const { checker, clock, fit, answers } = setUp();
  checker.sync([target("0"), target("1", { monitor: null })]);
  await clock.advance(0);
  expect(fit.map(({ slot }) => slot).toSorted((a, b) => a - b)).toEqual([0, 1]);
  await clock.advance(6000);
  answers.result = refused;
  await clock.advance(11_000);
  expect(fit).toHaveLength(2);
  answers.result = { ok: true };
  await clock.advance(60_000);
  expect(fit).toHaveLength(3);
  expect(fit[2]?.at).toBeGreaterThan(17_000);
  checker.sync([target("0"), target("1", { monitor: null, enabled: false })]);
  checker.sync([target("0"), target("1", { monitor: null })]);
  expect(fit.slice(3).map(({ slot }) => slot)).toEqual([1]);
});

test("exactly one probe an interval, whatever an hour brings", async () => {
  const { checker, clock, probes } = setUp();
  checker.sync([target("0")]);
  await clock.advance(3_600_000);
  const gaps = probes.slice(1).map(({ at }, index) => at - (probes[index]?.at ?? 0));
  expect(gaps[0]).toBeGreaterThanOrEqual(5000);
  expect(gaps[0]).toBeLessThanOrEqual(6000);
  for (const gap of gaps.slice(1)) expect(gap).toBeCloseTo(5000);
});

test("fall failures take it out and rise successes bring it back, pushed once each", async () => {
  const { checker, clock, words, pushed, answers, health } = setUp();
  checker.sync([target("0")]);
  await clock.advance(0);
  answers.result = refused;
  await clock.advance(6000);
  expect(health()).toBe("online");
  expect(pushed.at(-1)).toMatchObject({ health: "online", reason: "CONNECT_REFUSED" });
  await clock.advance(5000);
  expect(health()).toBe("offline");
  expect(words[0]).toBe(HealthWord.offline);
  await clock.advance(20_000);
  expect(pushed).toHaveLength(3);
  answers.result = { ok: true };
  await clock.advance(10_000);
  expect(health()).toBe("offline");
  await clock.advance(5000);
  expect(health()).toBe("online");
  expect(pushed.at(-1)).toMatchObject({ health: "online", reason: "", detail: "" });
});

test("health survives an apply; changed settings keep it and probe at once with the new ones", async () => {
  const { checker, clock, probes, answers, health } = setUp();
  checker.sync([target("0")]);
  await clock.advance(0);
  answers.result = refused;
  checker.sync([target("0", { weight: 5 })]);
  await clock.advance(0);
  expect(probes).toHaveLength(1);
  checker.sync([target("0", { monitor: { ...monitor, intervalMs: 2000, fall: 3 }, port: 81 })]);
  await clock.advance(0);
  expect(probes).toHaveLength(2);
  expect(probes[1]?.target).toMatchObject({ port: 81, monitor: { intervalMs: 2000 } });
  expect(health()).toBe("online");
  await clock.advance(2400);
  expect(health()).toBe("online");
  await clock.advance(2000);
  expect(health()).toBe("offline");
});

test("a member at another place is a new member", async () => {
  const { checker, clock, health, answers } = setUp();
  checker.sync([target("0")]);
  await clock.advance(0);
  answers.result = new Promise(() => {});
  checker.sync([target("0", { place: "0 127.0.0.2 80", address: "127.0.0.2" })]);
  expect(health()).toBe("unknown");
});

test("without a monitor it counts as healthy; a monitor set up later takes it out after fall failures only", async () => {
  const { checker, clock, words, answers, health, probes } = setUp();
  checker.sync([target("0", { monitor: null })]);
  await clock.advance(10_000);
  expect(probes).toHaveLength(0);
  expect([health(), words[0]]).toEqual(["no-monitor", HealthWord.notChecked]);
  answers.result = refused;
  checker.sync([target("0")]);
  await clock.advance(0);
  expect(words[0]).toBe(HealthWord.notChecked);
  await clock.advance(6000);
  expect([health(), words[0]]).toEqual(["offline", HealthWord.offline]);
  checker.sync([target("0", { monitor: null })]);
  expect([health(), words[0]]).toEqual(["no-monitor", HealthWord.notChecked]);
});

test("weight 0 is reported as draining and still checked; disabled is neither", async () => {
  const { checker, clock, words, probes, health } = setUp();
  checker.sync([target("0", { weight: 0 }), target("1", { enabled: false })]);
  await clock.advance(0);
  expect([health("0"), words[0]]).toEqual(["draining", HealthWord.online]);
  expect(health("1")).toBe("disabled");
  expect(probes).toHaveLength(1);
  checker.sync([target("0"), target("1")]);
  await clock.advance(0);
  expect([health("0"), health("1")]).toEqual(["online", "online"]);
});

test("a probe that this host could not make says nothing about the member", async () => {
  const { checker, clock, answers, health } = setUp();
  checker.sync([target("0")]);
  await clock.advance(0);
  answers.result = { inconclusive: "EMFILE" };
  await clock.advance(60_000);
  expect(health()).toBe("online");
});

test("probes under way are bounded and the others take their turn", async () => {
  const { checker, clock, probes, answers } = setUp(2);
  const { promise, release } = held();
  answers.result = promise;
  checker.sync(["0", "1", "2", "3", "4"].map((id) => target(id)));
  await clock.advance(0);
  expect(probes).toHaveLength(2);
  release({ ok: true });
  await clock.advance(0);
  expect(probes).toHaveLength(5);
});

test("check now answers the fresh result, and says why it cannot", async () => {
  const { checker, clock, answers } = setUp();
  checker.sync([target("0"), target("1", { monitor: null }), target("2", { enabled: false })]);
  await clock.advance(100);
  answers.result = refused;
  expect(await checker.checkNow("0")).toMatchObject({ state: { reason: "CONNECT_REFUSED", checkedAt: 1_000_100 } });
  expect(await checker.checkNow("0")).toMatchObject({ probe: { source: expect.stringMatching(/^\d+\./) } });
  expect(await checker.checkNow("1")).toEqual({ error: "NO_MONITOR" });
  expect(await checker.checkNow("2")).toEqual({ error: "DISABLED" });
  expect(await checker.checkNow("9")).toEqual({ error: "NOT_FOUND" });
});

test("a member that went away is probed no more and its late result is ignored", async () => {
  const { checker, clock, pushed, probes, answers } = setUp();
  const { promise, release } = held();
  answers.result = promise;
  checker.sync([target("0")]);
  await clock.advance(0);
  checker.sync([]);
  release({ ok: true });
  await clock.advance(60_000);
  expect([pushed.length, probes.length]).toEqual([0, 1]);
});

test("settled waits for first results and no longer than told", async () => {
  const { checker, clock, answers } = setUp();
  answers.result = new Promise(() => {});
  checker.sync([target("0")]);
  let isSettled = false;
  void checker.settled(100).finally(() => {
    isSettled = true;
  });
  await clock.advance(99);
  expect(isSettled).toBe(false);
  await clock.advance(1);
  expect(isSettled).toBe(true);
});

test("turns of before a restart belong to a member that is still where it was", async () => {
  const turns = [{ at: 1, health: "offline" as const, reason: "", detail: "" }];
  const kept = ["1", "2"].map((memberId) => ({ memberId, place: target("1").place, turns }));
  const checker = new HealthChecker({
    words: new Int32Array(new SharedArrayBuffer(64)),
    clock: new FakeClock(),
    turns: new Map(kept.map((one) => [one.memberId, one])),
    onChange: () => {},
    probe: async () => ({ ok: true }),
  });
  checker.sync([target("1"), target("2")]);
  await checker.settled(1000);
  const histories = checker.states().map(({ history }) => history.map(({ health }) => health));
  expect(histories).toEqual([["offline", "online"], ["online"]]);
  expect(checker.turns().map(({ memberId, place }) => [memberId, place])).toEqual([
    ["1", target("1").place],
    ["2", target("2").place],
  ]);
  checker.stop();
});
