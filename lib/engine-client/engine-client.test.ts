import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { trafficFields } from "@/lib/model/metric";
import type { Window } from "@/lib/wire/messages";
import { emptySnapshot } from "@/lib/wire/snapshot";
import { EngineClient } from "./engine-client";
import type { LiveEvent } from "./event-hub";
import { FakeEngine } from "./testing/fake-engine";

let engine: FakeEngine;
let client: EngineClient;
let generation: number;
let stored: Window[];
let failStore: boolean;
let events: LiveEvent[];

beforeEach(async () => {
  const socketPath = path.join(mkdtempSync(path.join(tmpdir(), "evenkeel-")), "engine.sock");
  engine = new FakeEngine(socketPath);
  generation = 1;
  stored = [];
  failStore = false;
  events = [];
  client = new EngineClient({
    socketPath,
    reconcileMs: 50,
    generation: () => generation,
    snapshot: () => ({ ...emptySnapshot(), generation }),
    storePoint: (window) => {
      if (failStore) throw new Error("disk full");
      stored.push(window);
    },
  });
  client.hub.subscribe((event) => events.push(event));
  await engine.start();
});

afterEach(async () => {
  client.stop();
  await engine.stop();
});

const soon = { timeout: 5_000, interval: 5 };

function connect(): Promise<void> {
  client.start();
  return vi.waitFor(() => expect(client.connected && client.running).toBe(generation), soon);
}

function windowAt(at: number, requests: number): Window {
  const values = trafficFields.map((field) => (field === "requests" ? requests : 0));
  return { at, loadBalancers: { lb: values }, listeners: {}, members: {}, eips: {}, pools: {}, latency: {} };
}

describe("reconciliation", () => {
  test("hands the desired state over on connection and is then well", async () => {
    await connect();
    expect(engine.applied?.generation).toBe(1);
    expect(engine.requests.map((request) => request.type).slice(0, 3)).toEqual(["hello", "state", "subscribe"]);
    expect(client.problem).toBeNull();
  });

  test("hands over again after a mutation, and tells the screens what changed", async () => {
    await connect();
    generation = 2;
    client.changed([
      { type: "loadbalancer", id: "a" },
      { type: "loadbalancer", id: "a" },
    ]);
    await vi.waitFor(() => expect(client.running).toBe(2), soon);
    expect(events).toContainEqual({ name: "changed", data: { changes: [{ type: "loadbalancer", id: "a" }] } });
    expect(events.at(-1)).toMatchObject({ name: "applied", data: { running: 2, generation: 2 } });
  });

  test("notices a generation that nobody told it of", async () => {
    await connect();
    generation = 7;
    await vi.waitFor(() => expect(engine.applied?.generation).toBe(7), soon);
  });

  test("sends nothing while both agree", async () => {
    await connect();
    await vi.waitFor(() => expect(engine.received("state")).toBeGreaterThan(3), soon);
    expect(engine.received("apply")).toBe(1);
  });

  test("says why an apply was refused, and tries again", async () => {
    engine.refusal = "no room";
    client.start();
    await vi.waitFor(() => expect(client.problem).toBe("no room"), soon);
    expect([client.connected, client.running]).toEqual([true, 0]);
    engine.refusal = null;
    await vi.waitFor(() => expect([client.running, client.problem]).toEqual([1, null]), soon);
  });

  test("knows what the engine refused, object by object", async () => {
    engine.errors = [
      { object: { type: "listener", id: "x" }, field: "port", code: "EADDRINUSE", message: "address already in use" },
    ];
    await connect();
    expect(client.refusal("listener", "x")).toMatchObject({ code: "EADDRINUSE", field: "port" });
    expect(client.refusal("listener", "y")).toBeUndefined();
  });
});

describe("an engine that goes away", () => {
  test("is reported, and found again with its state", async () => {
    await connect();
    await engine.stop();
    await vi.waitFor(() => expect(client.connected).toBe(false), soon);
    expect(client.problem).not.toBeNull();
    expect(client.recentTraffic("lb", 5)).toBeNull();
    engine = new FakeEngine(engine.path);
    await engine.start();
    await vi.waitFor(() => expect(client.connected && client.running).toBe(1), soon);
    expect(client.problem).toBeNull();
  });

  test("that is not there yet is waited for", async () => {
    await engine.stop();
    client.start();
    await vi.waitFor(() => expect(client.problem).toBe("ENOENT"), soon);
    engine = new FakeEngine(engine.path);
    await engine.start();
    await vi.waitFor(() => expect(client.connected).toBe(true), soon);
  });
});

describe("what the engine pushes", () => {
  test("points are acknowledged once they are stored", async () => {
    await connect();
    failStore = true;
    engine.push({ push: "point", seq: 4, window: windowAt(60_000, 1) });
    failStore = false;
    engine.push({ push: "point", seq: 5, window: windowAt(120_000, 2) });
    await vi.waitFor(() => expect(engine.received("ackPoints")).toBeGreaterThan(0), soon);
    expect(stored.map((window) => window.at)).toContain(120_000);
  });

  test("a point that could not be stored is not acknowledged", async () => {
    await connect();
    failStore = true;
    engine.push({ push: "point", seq: 4, window: windowAt(60_000, 1) });
    engine.push({ push: "sample", epoch: "e", window: windowAt(Date.now(), 1) });
    await vi.waitFor(() => expect(events.some((event) => event.name === "sample")).toBe(true), soon);
    expect(engine.received("ackPoints")).toBe(0);
  });

  test("samples give the traffic of the last seconds and the start of a chart", async () => {
    await connect();
    const now = Date.now();
    for (const [age, requests] of [
      [400_000, 1000],
      [20_000, 100],
      [2_000, 3],
      [1_000, 4],
    ] as const) {
      engine.push({ push: "sample", epoch: "e", window: windowAt(now - age, requests) });
    }
    await vi.waitFor(() => expect(client.recentTraffic("lb", 10)?.requests).toBe(7), soon);
    expect(client.recentTraffic("other", 10)?.requests).toBe(0);
    expect(client.liveSnapshot().windows).toHaveLength(3);
  });

  test("a member's health is known at once", async () => {
    await connect();
    const member = { memberId: "m", reason: "TIMEOUT", detail: "", since: 1, checkedAt: 2, durationMs: 3, history: [] };
    engine.push({ push: "member", member: { ...member, health: "offline" } });
    await vi.waitFor(() => expect(client.member("m")?.health).toBe("offline"), soon);
    expect(events).toContainEqual({ name: "member", data: { ...member, health: "offline" } });
  });

  test("what comes right behind a state is newer than the state", async () => {
    await connect();
    const member = { memberId: "m", reason: "TIMEOUT", detail: "", since: 1, checkedAt: 2, durationMs: 3, history: [] };
    const known: unknown[] = [];
    client.hub.subscribe(({ name }) => {
      if (name === "member") setImmediate(() => known.push(client.member("m")?.health));
    });
    engine.behindState = { push: "member", member: { ...member, health: "offline" } };
    await vi.waitFor(() => expect(known).toEqual(["offline"]), soon);
  });
});
