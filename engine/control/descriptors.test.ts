import { readdirSync } from "node:fs";
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
