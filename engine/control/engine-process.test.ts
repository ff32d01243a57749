import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Explanation } from "@/lib/wire/explanation";
import { Totals } from "@/lib/wire/messages";
import {
  address as frontAddress,
  listener,
  loadBalancer,
  member,
  monitor,
  pool,
  snapshot,
} from "@/engine/plan/testing/sample-snapshot";
import { eventually } from "@/engine/sys/testing/eventually";
import { freePort } from "@/engine/sys/testing/free-port";
import { httpGet } from "@/engine/workers/testing/http-get";
import { EngineInstallation, type EngineProcess } from "./testing/engine-process";

const address = "127.91.6.1";
let installation: EngineInstallation;
let backend: Server;
let backendPort = 0;
let running: EngineProcess | null = null;

beforeAll(async () => {
  installation = new EngineInstallation();
  backend = createServer((_, response) => response.end("from the member")).listen(0, address);
  await once(backend, "listening");
  backendPort = (backend.address() as { port: number }).port;
});

afterEach(async () => {
  await running?.end("SIGKILL");
  running = null;
});

afterAll(async () => {
  backend.close();
  await installation.remove();
});

function start(env: Record<string, string> = {}): EngineProcess {
  running = installation.start(env);
  return running;
}

function chain(generation: number, port: number) {
  return snapshot({
    generation,
    loadBalancers: [loadBalancer({ addresses: [frontAddress(address)] })],
    listeners: [listener({ port, defaultPoolId: "pool" })],
    pools: [pool({ healthMonitor: monitor(), members: [member({ address, port: backendPort })] })],
  });
}

/** Generation of the last-good file. */
function keptGeneration(): number {
  const path = join(installation.data, "engine/last-good.json");
  return (JSON.parse(readFileSync(path, "utf8")) as { generation: number }).generation;
}

test("kill -9, start again: it serves from the last good snapshot within 3 s without any console", async () => {
  const engine = start();
  const client = await engine.connect();
  const port = await freePort(address);
  const result = await client.apply(chain(41, port));
  expect(result).toEqual({ generation: 41, running: 41, errors: [], warnings: [] });
  expect(await httpGet({ address, port })).toEqual({ status: 200, body: "from the member" });
  await eventually("it is kept", () => keptGeneration() === 41);
  expect(await engine.end("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });
  await expect(httpGet({ address, port })).rejects.toThrow("ECONNREFUSED");

  const again = start();
  const answer = await eventually("it serves", async () => (await httpGet({ address, port })).status === 200, 3_000);
  expect(answer).toBe(true);
  const state = await (await again.connect()).state();
  expect(state).toMatchObject({ running: 41, pid: again.pid, notices: [] });
});

test("it explains what each of its workers would do with a request, from the socket to the server", async () => {
  const client = await start({ EVENKEEL_WORKERS: "2" }).connect();
  const port = await freePort(address);
  await client.apply(chain(42, port));
  const passage = { client: address, announced: "", address, method: "GET", host: "h", path: "/", headers: [] };
  const asked = { type: "explain" as const, listenerId: "listener", passage };
  const { workers, route } = Explanation.parse(await client.request(asked));
  expect(route).toBeNull();
  expect(workers).toHaveLength(2);
  for (const worker of workers) {
    expect(worker).toMatchObject({ stop: null, poolId: "pool", memberId: "member" });
    expect(worker.members).toEqual([{ memberId: "member", weight: 1, held: 0, standing: "eligible" }]);
  }
  await expect(client.request({ ...asked, listenerId: "nobody" })).rejects.toThrow("NOT_FOUND");
});

test("its totals count every request, since it began", async () => {
  const engine = start();
  const client = await engine.connect();
  const port = await freePort(address);
  await client.apply(chain(44, port));
  for (let sent = 0; sent < 7; sent++) await httpGet({ address, port });
  const requests = async () => {
    const { listeners, loadBalancers, pools, members } = Totals.parse(await client.request({ type: "totals" }));
    return [listeners.listener, loadBalancers.lb, pools.pool, members.member].map((values) => values?.[0] ?? 0);
  };
  await eventually("all are counted", async () => (await requests()).every((count) => count === 7));
  await client.apply(chain(45, port));
  await httpGet({ address, port });
  await eventually("they go on", async () => (await requests()).every((count) => count === 8));
  await engine.end("SIGTERM");
  const again = await start().connect();
  const { startedAt, listeners } = Totals.parse(await again.request({ type: "totals" }));
  expect(Date.now() - startedAt).toBeLessThan(60_000);
  expect(listeners.listener?.[0] ?? 0).toBe(0);
});

test("a last good file that is corrupt is set aside: the engine starts, says so, and takes a new snapshot", async () => {
  const path = join(installation.data, "engine/last-good.json");
  writeFileSync(path, '{"protocol":1,"genera');
  const client = await start().connect();
  const state = await eventually("the notice", async () => {
    const seen = await client.state();
    return seen.notices.includes("LAST_GOOD_CORRUPT") && seen;
  });
  expect(state.running).toBe(0);
  expect(readdirSync(join(installation.data, "engine")).some((name) => name.includes(".corrupt-"))).toBe(true);
  await client.apply(chain(42, await freePort(address)));
  await eventually("it is kept", () => keptGeneration() === 42);
});

test("a second engine on the same directory is refused with a clear message and disturbs nothing", async () => {
  const engine = start();
  const client = await engine.connect();
  const second = installation.start();
  expect(await second.ended).toEqual({ code: 2, signal: null });
  expect(second.errors).toContain(`another engine already runs on ${installation.data}`);
  expect((await client.state()).pid).toBe(engine.pid);
  expect(readFileSync(join(installation.data, "run/engine.pid"), "utf8").trim()).toBe(String(engine.pid));
});

test("SIGTERM drains: the answer under way arrives, then exit code 0 and no file left behind", async () => {
  const engine = start();
  const client = await engine.connect();
  const port = await freePort(address);
  const slow = createServer((_, response) => setTimeout(() => response.end("late"), 400)).listen(0, address);
  await once(slow, "listening");
  const slowPort = (slow.address() as { port: number }).port;
  await client.apply({ ...chain(43, port), pools: [pool({ members: [member({ address, port: slowPort })] })] });
  const held = once(slow, "request");
  const answer = httpGet({ address, port });
  await held;
  const ended = engine.end("SIGTERM");
  expect(await answer).toEqual({ status: 200, body: "late" });
  expect(await ended).toEqual({ code: 0, signal: null });
  expect(existsSync(join(installation.data, "run/engine.pid"))).toBe(false);
  expect(existsSync(installation.socket)).toBe(false);
  slow.close();
});

test("samples, points and their numbers survive a restart", async () => {
  const port = await freePort(address);
  const first = start();
  const client = await first.connect();
  const { nextSeq } = (await client.request({ type: "subscribe", fromSeq: 0 })) as { nextSeq: number };
  await client.apply({ ...chain(44, port), listeners: [listener({ id: "counted", port, defaultPoolId: "pool" })] });
  await httpGet({ address, port });
  const sample = await eventually("a sample", () =>
    client.pushed("sample").find(({ window }) => (window.listeners.counted?.[0] ?? 0) > 0),
  );
  expect(sample.window.members.member?.[0]).toBeGreaterThanOrEqual(1);
  await first.end("SIGTERM");

  const second = await start().connect();
  await second.request({ type: "subscribe", fromSeq: nextSeq });
  const total = () => Math.max(...second.pushed("point").map(({ window }) => window.listeners.counted?.[0] ?? 0));
  await eventually("the request in a point", () => total() === 1);
  const points = second.pushed("point");
  expect(points[0]?.seq).toBe(nextSeq);
  expect(points.every(({ window }) => window.at % 60_000 === 0)).toBe(true);
  const last = points.at(-1)?.seq ?? 0;
  await second.request({ type: "ackPoints", seq: last });
  second.pushes.length = 0;
  await second.request({ type: "subscribe", fromSeq: 0 });
  await eventually("a sample", () => second.pushed("sample").length > 0);
  expect(second.pushed("point").filter(({ seq }) => seq <= last)).toEqual([]);
});

test("without koffi one worker serves and the notice says so", async () => {
  const client = await start({ EVENKEEL_NO_KOFFI: "1" }).connect();
  const port = await freePort(address);
  const taken = backendPort;
  const twin = {
    ...chain(45, port),
    listeners: [listener({ port, defaultPoolId: "pool" }), listener({ id: "x", port: taken })],
  };
  await client.apply(twin);
  expect((await httpGet({ address, port })).status).toBe(200);
  const state = await eventually("the taken port", async () => {
    const seen = await client.state();
    return seen.errors.length > 0 && seen;
  });
  expect(state).toMatchObject({ workers: 1, notices: ["NO_KOFFI"] });
  expect(state.errors).toMatchObject([{ object: { id: "x" }, code: "EADDRINUSE" }]);
});
