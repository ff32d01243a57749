import { expect, test } from "vitest";
import { hashText } from "@/engine/balancing/hash";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { sharedNow } from "@/engine/sys/shared-clock";
import { SharedMemory } from "@/engine/workers/shared-memory";
import { SessionView } from "./session-view";

test("sessions by the balancer's cookie are counted by member, apart from those by source address", () => {
  const memory = SharedMemory.create({ workers: 2, listeners: 1, members: 4 });
  const now = Math.floor(sharedNow() / 1000);
  const [one, two] = [1, 2].map((holder) => new SourceSessions(memory.cookieSessions, holder));
  one?.keep(hashText("pool"), 0xfffffffe, 2, now, 60);
  two?.keep(hashText("pool"), 0xfffffffe, 1, now, 60);
  two?.keep(hashText("pool"), 7, 1, now, 60);
  two?.keep(hashText("pool"), 8, 1, now, 0);
  two?.keep(hashText("pool"), 9, 3, now, 60);
  const view = new SessionView(memory);
  view.sync({ listeners: {}, addresses: {}, members: { a: 2, b: 1 } });
  expect(view.countCookies("pool")).toEqual({ count: 3, counts: { b: 2, "": 1 }, sessions: [] });
  expect(view.list("pool", 10).count).toBe(0);
});

test("sessions of a worker are seen with address and member, longest first, and are cleared", () => {
  const memory = SharedMemory.create({ workers: 1, listeners: 1, members: 4 });
  const worker = new SourceSessions(memory.sessions, 1);
  const now = Math.floor(sharedNow() / 1000);
  worker.keep(hashText("pool"), 0xc0a80001, 2, now, 60);
  worker.keep(hashText("pool"), 0x7f000001, 3, now, 3600);
  worker.keep(hashText("other"), 1, 1, now, 60);
  const view = new SessionView(memory);
  view.sync({ listeners: {}, addresses: {}, members: { a: 2, b: 1 } });
  const list = view.list("pool", 10);
  expect(list.count).toBe(2);
  expect(list.sessions.map(({ source, memberId }) => [source, memberId])).toEqual([
    ["127.0.0.1", ""],
    ["192.168.0.1", "a"],
  ]);
  expect(list.sessions[1]?.endsInS).toBeGreaterThan(50);
  expect(view.list("pool", 1).sessions).toHaveLength(1);
  expect(Object.values(view.list("pool", 0).counts).reduce((sum, held) => sum + held, 0)).toBe(list.count);
  expect(view.clear("pool")).toBe(2);
  expect(view.list("pool", 10)).toEqual({ count: 0, counts: {}, sessions: [] });
});
