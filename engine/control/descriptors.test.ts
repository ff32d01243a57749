import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  address as frontAddress,
  listener,
  loadBalancer,
  member,
  pool,
  snapshot,
} from "@/engine/plan/testing/sample-snapshot";
import { eventually } from "@/engine/sys/testing/eventually";
import { freePort } from "@/engine/sys/testing/free-port";
import { RawClient } from "@/engine/testing/raw-client";
import { RecordingBackend } from "@/engine/testing/recording-backend";
import { EngineInstallation, type EngineProcess } from "./testing/engine-process";
import type { TestConsole } from "./testing/test-console";

/* The engine's process and its limit of open files (RLIMIT_NOFILE). */

const address = "127.91.6.2";
const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
let installation: EngineInstallation;
let backend: RecordingBackend;
let running: EngineProcess | null = null;
const clients: RawClient[] = [];

beforeAll(async () => {
  installation = new EngineInstallation();
  backend = await RecordingBackend.start(undefined, address);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await running?.end("SIGKILL");
  running = null;
});

afterAll(async () => {
  await backend.stop();
  await installation.remove();
});

async function open(port: number): Promise<RawClient> {
  const client = await RawClient.open(port, address);
  clients.push(client);
  return client;
}

function descriptors({ pid }: EngineProcess): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** CPU time so far, in ticks of 10 ms. */
function ticks({ pid }: EngineProcess): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function limit({ pid }: EngineProcess, count: number): void {
  execFileSync("prlimit", ["--pid", String(pid), `--nofile=${count}:20000`]);
}

function start(limit = 0): EngineProcess {
  running = installation.start({}, limit);
  return running;
}

async function apply(engine: EngineProcess, port: number): Promise<TestConsole> {
  const client = await engine.connect();
  const members = ["one", "two"].map((id) => member({ id, address, port: backend.port }));
  await client.apply(
    snapshot({
      loadBalancers: [loadBalancer({ addresses: [frontAddress(address)] })],
      listeners: [listener({ port, defaultPoolId: "pool" })],
      pools: [pool({ members, passiveEjection: { consecutiveFailures: 1, ejectMs: 60_000 } })],
    }),
  );
  return client;
}

const isOver = ({ ended, closed }: RawClient) => ended || closed;

test("more clients than descriptors allow are refused in order and told; the others have their members", async () => {
  const engine = start(400);
  const port = await freePort(address);
  const client = await apply(engine, port);
  const many = await Promise.all(Array.from({ length: 200 }, () => open(port)));
  for (const one of many) one.send(get);
  await eventually("each is served or reset", () =>
    many.every((one) => isOver(one) || one.received.startsWith("HTTP/1.1 200 OK")),
  );
  const served = many.filter(({ received }) => received !== "");
  expect(served.length).toBeGreaterThan(40);
  expect(served.length).toBeLessThan(100);
  expect(served.filter(isOver)).toEqual([]);
  expect(descriptors(engine)).toBeLessThan(400);
  expect((await client.state()).notices).toEqual(["CONNECTIONS_REFUSED"]);
}, 30_000);

/* Lowered while it runs: what the engine reckoned at its start is wrong then. */
test("when none is left new connections end in order, open ones are served, it is told, and it passes", async () => {
  const engine = start();
  const port = await freePort(address);
  const client = await apply(engine, port);
  const early = await open(port);
  early.send(get);
  expect((await early.answer()).status).toBe(200);
  expect((await client.state()).notices).toEqual([]);

  limit(engine, descriptors(engine) + 20);
  const many = await Promise.all(Array.from({ length: 100 }, () => open(port)));
  await eventually("those beyond the limit are ended", () => many.filter(isOver).length >= 75);
  await eventually("it is told", async () => (await client.state()).notices.includes("CONNECTIONS_REFUSED"));
  const before = ticks(engine);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(ticks(engine) - before).toBeLessThan(50);

  early.send(get);
  expect((await early.answer()).status).toBe(200);
  const statuses = new Set<number>();
  for (const one of many.filter((one) => !isOver(one))) {
    one.send(get);
    statuses.add((await one.answer()).status);
  }
  // There is no descriptor for the member: the balancer's trouble, and no server is blamed for it.
  expect(statuses).toContain(503);
  expect(statuses).not.toContain(502);

  for (const one of many) one.destroy();
  await eventually("new clients are served by the member", async () => {
    const late = await open(port);
    late.send(get);
    return (await late.answer()).status === 200;
  });
  expect(engine.errors).not.toContain("connection fault");
  const state = await client.state();
  expect(state.members.map(({ ejection }) => ejection ?? null)).toEqual([null, null]);
  expect(state.pid).toBe(engine.pid);
  expect(state.notices).toEqual(["CONNECTIONS_REFUSED"]);
}, 30_000);
