import { describe, expect, it } from "vitest";
import { MemberCell, MemberFailure } from "@/engine/observe/cells";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, type Behaviour, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
const reset: Behaviour = (_connection, socket) => void socket.resetAndDestroy();
const malformed = answerEach("HTTP/1.1 2000 no\r\n\r\n");

async function setUp(behaviours: Behaviour[], ejectMs: number | null, listener = {}) {
  const backends = await Promise.all(behaviours.map((behaviour) => startBackend(behaviour)));
  const passiveEjection = ejectMs === null ? null : { consecutiveFailures: 3, ejectMs };
  const balancer = startBalancer({
    members: backends.map(({ port }) => ({ port })),
    pool: { passiveEjection },
    listener,
  });
  const client = await openClient(balancer.port);
  const ask = async (times: number, request = post) => {
    const statuses: number[] = [];
    for (let i = 0; i < times; i++) {
      client.send(request);
      statuses.push((await client.answer()).status);
    }
    return statuses;
  };
  const ejections = (index: number) => balancer.shared.memberOf(0)[index * 8 + MemberCell.ejections];
  const requests = (index: number) => backends[index]?.requestLines.length ?? 0;
  return { backends, balancer, ask, ejections, requests };
}

describe("a member that fails in a row", () => {
  for (const [what, behaviour, failure] of [
    ["resets", reset, "broken"],
    ["answers nonsense", malformed, "malformed"],
  ] as const) {
    it(`is left out when it ${what}, and comes back (passive ejection)`, async () => {
      const { backends, balancer, ask, ejections, requests } = await setUp([behaviour, answerEach()], 700);
      expect(await ask(6)).toEqual([502, 200, 502, 200, 502, 200]);
      expect([ejections(0), ejections(1)]).toEqual([1, 0]);
      expect(balancer.shared.lastFailure[0]).toBe(MemberFailure[failure]);
      expect(await ask(6)).toEqual([200, 200, 200, 200, 200, 200]);
      expect(requests(0)).toBe(3);
      (backends[0] as { behaviour: Behaviour }).behaviour = answerEach(ok("back"));
      await eventually(() => (balancer.shared.ejectedUntil[0] as number) < balancer.dataPath.registry.now, "back");
      await ask(2);
      expect(requests(0)).toBe(4);
    });
  }

  it("is left out when it does not answer in time, and when nobody listens", async () => {
    const { balancer, ask, ejections } = await setUp([() => undefined, answerEach()], 60_000, { memberDataMs: 100 });
    expect(await ask(7)).toEqual([504, 200, 504, 200, 504, 200, 200]);
    expect(balancer.shared.lastFailure[0]).toBe(MemberFailure.timeout);
    const other = await setUp([answerEach(), answerEach()], 60_000);
    await other.backends[0]?.stop();
    expect(new Set(await other.ask(12))).toEqual(new Set([200]));
    expect([ejections(0), other.ejections(0)]).toEqual([1, 1]);
    expect(other.balancer.shared.memberOf(0)[MemberCell.failures]).toBe(3);
    expect(other.balancer.shared.lastFailure[0]).toBe(MemberFailure.connectFailed);
  });

  it("stays while the setting is off", async () => {
    const { ask, ejections } = await setUp([reset, answerEach()], null);
    expect(await ask(10)).toEqual([502, 200, 502, 200, 502, 200, 502, 200, 502, 200]);
    expect(ejections(0)).toBe(0);
  });

  it("stays when it is the last", async () => {
    const { balancer, ask, ejections } = await setUp([reset, reset], 60_000);
    await ask(20);
    expect((ejections(0) ?? 0) + (ejections(1) ?? 0)).toBe(1);
    expect(await ask(1)).toEqual([502]);
    // All are out, whoever did that: it is as if none were.
    balancer.shared.ejectedUntil.fill(Number.MAX_VALUE);
    balancer.setHealth(0, "offline");
    expect(await ask(1)).toEqual([502]);
  });

  it("gets its last chance as the second choice of a request", async () => {
    const { balancer, ask, requests } = await setUp([answerEach(), reset], 60_000);
    balancer.shared.ejectedUntil[0] = Number.MAX_VALUE;
    expect(await ask(1, get)).toEqual([200]);
    expect([requests(0), requests(1)]).toEqual([1, 1]);
  });
});

it("a success between two failures begins the count again", async () => {
  let turn = 0;
  const flaky: Behaviour = (connection, socket) => {
    turn += 1;
    if (turn % 3 === 0) answerEach()(connection, socket);
    else socket.resetAndDestroy();
  };
  const { ask, ejections, requests } = await setUp([flaky, answerEach()], 60_000);
  await ask(24);
  expect(requests(0)).toBe(12);
  expect(ejections(0)).toBe(0);
});

it("counts the failures that other workers saw", async () => {
  const { balancer, ask, ejections } = await setUp([reset, answerEach()], 60_000);
  Atomics.add(balancer.shared.failuresInRow, 0, 2);
  expect(await ask(4)).toEqual([502, 200, 200, 200]);
  expect(ejections(0)).toBe(1);
});
