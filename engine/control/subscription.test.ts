import { expect, test } from "vitest";
import type { EngineMessage, EnginePush, Window } from "@/lib/wire/messages";
import { Subscription } from "./subscription";

const window: Window = { at: 0, loadBalancers: {}, listeners: {}, members: {}, eips: {}, pools: {}, latency: {} };
const sample: EnginePush = { push: "sample", epoch: "e", window };
const applied: EnginePush = { push: "applied", running: 1, errors: [], warnings: [] };

function setUp(points: number) {
  const sent: EngineMessage[] = [];
  const outlet = {
    waitingBytes: 0,
    isCut: false,
    send: (message: EngineMessage) => {
      sent.push(message);
    },
    cut: () => {
      outlet.isCut = true;
    },
  };
  const source = {
    last: points,
    points: (from: number) =>
      Array.from({ length: Math.max(0, Math.min(3, source.last - from + 1)) }, (_, index) => ({
        seq: from + index,
        window,
      })),
    nextPoint: (atLeast: number) => Math.max(atLeast, source.last + 1),
  };
  const seqs = () => sent.flatMap((message) => ("push" in message && message.push === "point" ? [message.seq] : []));
  return { sent, outlet, source, seqs, subscription: new Subscription(outlet, source) };
}

test("nothing is pushed before a console subscribes", () => {
  const { sent, subscription } = setUp(5);
  subscription.push(sample);
  subscription.pump();
  expect(sent).toEqual([]);
});

test("points come from the wanted number on, then the new ones, each once", () => {
  const { seqs, source, subscription } = setUp(5);
  expect(subscription.begin(2)).toBe(6);
  subscription.pump();
  expect(seqs()).toEqual([2, 3, 4, 5]);
  subscription.pump();
  source.last = 6;
  subscription.pump();
  expect(seqs()).toEqual([2, 3, 4, 5, 6]);
});

test("a slow console loses samples alone; points wait in the spool until it takes them", () => {
  const { sent, outlet, seqs, subscription } = setUp(5);
  subscription.begin(1);
  outlet.waitingBytes = 2 * 1024 * 1024;
  subscription.push(sample);
  subscription.push(applied);
  subscription.pump();
  expect(sent).toEqual([applied]);
  outlet.waitingBytes = 0;
  subscription.pump();
  expect(seqs()).toEqual([1, 2, 3, 4, 5]);
});

test("a console that takes nothing at all is cut off", () => {
  const { sent, outlet, subscription } = setUp(0);
  subscription.begin(1);
  outlet.waitingBytes = 65 * 1024 * 1024;
  subscription.push(applied);
  expect([outlet.isCut, sent.length]).toEqual([true, 0]);
});

test("points that cannot be read now are sent when they can be", () => {
  const { source, seqs, subscription } = setUp(2);
  const { points } = source;
  source.points = () => {
    throw new Error("EMFILE: too many open files");
  };
  subscription.begin(1);
  subscription.pump();
  expect(seqs()).toEqual([]);
  source.points = points;
  subscription.pump();
  expect(seqs()).toEqual([1, 2]);
});
