import { expect, test } from "vitest";
import { hashText } from "@/engine/balancing/hash";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { sharedNow } from "@/engine/sys/shared-clock";
import { SharedMemory } from "@/engine/workers/shared-memory";
import { SessionView } from "./session-view";

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
