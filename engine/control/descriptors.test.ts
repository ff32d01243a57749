import { execFileSync } from "node:child_process";
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

async function apply(engine: EngineProcess, port: number, protocol: "HTTP" | "TCP" = "HTTP"): Promise<TestConsole> {
  const client = await engine.connect();
  const members = ["one", "two"].map((id) => member({ id, address, port: backend.port }));
  await client.apply(
    snapshot({
      loadBalancers: [loadBalancer({ addresses: [frontAddress(address)] })],
      listeners: [listener({ port, protocol, defaultPoolId: "pool" })],
      pools: [pool({ protocol, members, passiveEjection: { consecutiveFailures: 1, ejectMs: 60_000 } })],
    }),
  );
  return client;
}

const isOver = ({ ended, closed }: RawClient) => ended || closed;

test.each(["HTTP", "TCP"] as const)(
  "%s: more clients than descriptors allow are refused in order and told; the others have their members",
  async (protocol) => {
    const engine = start(400);
    const port = await freePort(address);
    const client = await apply(engine, port, protocol);
    const first = await served(port, 200);
    expect(first.length).toBeGreaterThan(40);
    expect(first.length).toBeLessThan(100);
    expect(descriptors(engine)).toBeLessThan(400);
    expect((await client.state()).notices).toEqual(["CONNECTIONS_REFUSED"]);

    for (const one of first) one.destroy();
    await eventually("others are served in their place", async () => (await served(port, 1)).length === 1);
  },
  30_000,
);

test.each(["HTTP", "TCP"] as const)(
  "%s: a limit that is changed meanwhile is kept, up and down",
  async (protocol) => {
    const engine = start(2000);
    const port = await freePort(address);
    const client = await apply(engine, port, protocol);
    const kept = await served(port, 1);
    limit(engine, 400);
    await eventually("fewer are served and leave some to spare, and it is told", async () => {
      const many = await served(port, 200);
      const used = descriptors(engine);
      for (const one of many) one.destroy();
      const { notices } = await client.state();
      return many.length > 40 && many.length < 100 && used < 400 && notices.includes("CONNECTIONS_REFUSED");
    });
    for (const one of kept) one.send(get);
    await eventually("who was there is served", () =>
      kept.every(({ received }) => received.split(" 200 OK").length === 3),
    );

    limit(engine, 2000);
    await eventually("all are served again", async () => {
      const many = await served(port, 150);
      for (const one of many) one.destroy();
      return many.length === 150;
    });
    expect(engine.errors).not.toContain("a worker ended");
  },
  30_000,
);

/** Opens so many clients and sends a request on each; gives those that are served, which stay open; the others do not. */
async function served(port: number, count: number): Promise<RawClient[]> {
  const all = await Promise.all(Array.from({ length: count }, () => open(port)));
  for (const one of all) one.send(get);
  await eventually("each is answered or ended", () => all.every((one) => isOver(one) || one.received !== ""));
  const isServed = (one: RawClient) => !isOver(one) && one.received.startsWith("HTTP/1.1 200 OK");
  for (const one of all) if (!isServed(one)) one.destroy();
  return all.filter(isServed);
}

/** Sets the limit of open files of the running engine. */
function limit({ pid }: EngineProcess, files: number): void {
  execFileSync("prlimit", [`--pid=${pid}`, `--nofile=${files}:2000`]);
}
