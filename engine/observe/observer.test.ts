import { mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { expect, test } from "vitest";
import type { Window } from "@/lib/wire/messages";
import { listener, loadBalancer, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { SharedMemory } from "@/engine/workers/shared-memory";
import { Cell } from "./cells";
import { Observer } from "./observer";
import { Spool } from "./spool";

test("windows follow the wall clock: a sample a second, a point a minute, the rest of a minute at the end", () => {
  const directory = mkdtempSync(join(tmpdir(), "observer-"));
  const clock = { now: 1_700_000_030_200 };
  const samples: Window[] = [];
  const spool = new Spool(directory);
  const observer = new Observer({
    memory: SharedMemory.create({ workers: 1, listeners: 1, members: 1 }),
    spool,
    log: pino({ level: "silent" }),
    onSample: (window) => samples.push(window),
    onPoint: () => {},
    onMinute: () => {},
    onSpoolTrouble: () => {},
    now: () => clock.now,
  });
  observer.sync(snapshot({ loadBalancers: [loadBalancer()] }), { listeners: {}, members: {}, addresses: {} });
  for (let i = 0; i < 95; i++) {
    clock.now += 1000;
    observer.tick();
  }
  observer.stop();
  expect(samples).toHaveLength(95);
  expect(samples[0]?.at).toBe(1_700_000_030_000);
  const starts = spool.read(0).map(({ window }) => window.at);
  expect(starts).toEqual([1_699_999_980_000, 1_700_000_040_000, 1_700_000_100_000]);
  spool.close();
  rmSync(directory, { recursive: true });
});

test("a point of a minute that a restart cut in two holds both parts", () => {
  const directory = mkdtempSync(join(tmpdir(), "observer-"));
  const memory = SharedMemory.create({ workers: 1, listeners: 1, members: 1 });
  const whole = snapshot({ loadBalancers: [loadBalancer()], listeners: [listener()] });
  for (const part of [1, 2]) {
    const spool = new Spool(directory);
    const observer = new Observer({
      memory,
      spool,
      log: pino({ level: "silent" }),
      onSample: () => {},
      onPoint: () => {},
      onMinute: () => {},
      onSpoolTrouble: () => {},
      now: () => 1_700_000_000_000 + part,
    });
    observer.sync(whole, { listeners: { listener: 0 }, members: {}, addresses: {} });
    memory.trafficOf(0)[Cell.requests] = part * 10;
    observer.stop();
    const requests = spool.read(0).map(({ window }) => window.listeners.listener?.[0]);
    expect(requests).toEqual([10, 20].slice(0, part));
    spool.close();
  }
  rmSync(directory, { recursive: true });
});

test("a spool that cannot be read for a while costs no point, and ends nobody", () => {
  const directory = mkdtempSync(join(tmpdir(), "observer-"));
  const clock = { now: 1_700_000_000_000 };
  const troubles: boolean[] = [];
  const spool = new Spool(directory);
  const observer = new Observer({
    memory: SharedMemory.create({ workers: 1, listeners: 1, members: 1 }),
    spool,
    log: pino({ level: "silent" }),
    onSample: () => {},
    onPoint: () => {},
    onMinute: () => {},
    onSpoolTrouble: (trouble) => troubles.push(trouble),
    now: () => clock.now,
  });
  observer.sync(snapshot({ loadBalancers: [loadBalancer()] }), { listeners: {}, members: {}, addresses: {} });
  const minute = (): void => {
    clock.now += 60_000;
    observer.tick();
  };
  minute();
  const [file = ""] = readdirSync(directory).filter((name) => name.startsWith("points-"));
  renameSync(join(directory, file), join(directory, "away"));
  minute();
  renameSync(join(directory, "away"), join(directory, file));
  minute();
  expect(troubles).toEqual([false, true, false]);
  const starts = spool.read(0).map(({ window }) => window.at);
  expect(starts).toEqual([1_699_999_980_000, 1_700_000_040_000, 1_700_000_100_000]);
  spool.close();
  rmSync(directory, { recursive: true });
});
