import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { encodeFrame } from "@/lib/wire/frame";
import { CheckReport } from "@/lib/wire/messages";
import { protocolVersion } from "@/lib/wire/snapshot";
import { listener, loadBalancer, member, monitor, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { address as frontAddress } from "@/engine/plan/testing/sample-snapshot";
import { eventually } from "@/engine/sys/testing/eventually";
import { policy, prefix } from "@/engine/routing/testing/policies";
import { freePort } from "@/engine/sys/testing/free-port";
import { httpGet } from "@/engine/workers/testing/http-get";
import { spawnSource } from "@/engine/workers/worker-entry";
import { ControlServer } from "./control-server";
import { type DataDirectory, openDataDirectory } from "./data-directory";
import { Engine } from "./engine";
import { TestConsole } from "./testing/test-console";

const address = "127.91.5.1";
const log = pino({ level: "silent" });
let directory: DataDirectory;
let engine: Engine;
let control: ControlServer;
let client: TestConsole;
let shutdowns = 0;
let generation = 0;

function countShutdown(): void {
  shutdowns++;
}

beforeAll(async () => {
  directory = openDataDirectory(mkdtempSync(join(tmpdir(), "control-")));
  engine = new Engine({
    directory,
    workers: 1,
    log,
    spawn: (options) => spawnSource(new URL("../workers/testing/stand-in-worker.ts", import.meta.url), options),
  });
  control = new ControlServer(directory.socket, engine, countShutdown, log);
  await control.listen();
  await engine.boot();
  client = await TestConsole.connect(directory.socket);
});

afterAll(async () => {
  client.close();
  await engine.stop(200);
  control.close();
  rmSync(directory.root, { recursive: true });
});

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(): Promise<{ port: number; free: () => Promise<void> }> {
  const server = createServer((socket) => socket.destroy()).listen(0, address);
  servers.push(server);
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    free: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

const lb = loadBalancer({ addresses: [frontAddress(address)] });
const next = (change: Parameters<typeof snapshot>[0]) =>
  snapshot({ generation: ++generation, loadBalancers: [lb], ...change });

test("the socket is its user's alone", () => {
  expect(statSync(directory.socket).mode & 0o777).toBe(0o600);
  expect(statSync(directory.run).mode & 0o777).toBe(0o700);
});

test("hello says who answers; another protocol is refused, for hello and snapshots alike", async () => {
  expect(await client.request({ type: "hello", protocol: protocolVersion, client: "test" })).toMatchObject({
    protocol: protocolVersion,
    epoch: engine.epoch,
    pid: process.pid,
  });
  await expect(client.request({ type: "hello", protocol: 99, client: "test" })).rejects.toThrow("PROTOCOL");
  await expect(client.apply(snapshot({ protocol: 99 }))).rejects.toThrow("PROTOCOL");
});

test("an apply answers what runs and what does not, and everything else runs", async () => {
  const port = await freePort(address);
  const taken = await occupy();
  const result = await client.apply(
    next({
      listeners: [
        listener({ id: "good", port }),
        listener({ id: "taken", port: taken.port }),
        listener({ id: "dangling", port: 1, defaultPoolId: "nowhere" }),
      ],
    }),
  );
  expect(result).toMatchObject({ generation, running: generation });
  expect(result.errors.map(({ object, code, field }) => `${object.id} ${code} ${field}`)).toEqual([
    "dangling DANGLING_REFERENCE defaultPoolId",
    "taken EADDRINUSE port",
  ]);
  expect(result.errors[1]?.message).toBe(`${address}:${taken.port}: address already in use`);
  expect((await httpGet({ address, port })).status).toBe(200);
  expect(await client.state()).toMatchObject({ running: generation, errors: result.errors, workers: 1 });
});

test("a refused listener runs as soon as its port is free, and subscribers hear of it", async () => {
  const taken = await occupy();
  await client.apply(next({ listeners: [listener({ id: "late", port: taken.port })] }));
  await client.request({ type: "subscribe", fromSeq: 0 });
  await taken.free();
  await eventually("the listener runs", () => client.pushed("applied").at(-1)?.errors.length === 0);
  expect((await httpGet({ address, port: taken.port })).status).toBe(200);
});

test("the policies of a running listener explain what they make of a request", async () => {
  const port = await freePort(address);
  const policies = [policy("rejects", { action: "REJECT", redirectPoolId: null, rules: [prefix("/no")] })];
  await client.apply(next({ listeners: [listener({ id: "explained", port, policies })] }));
  const requests = [
    { host: "h", path: "/no/1", headers: [] },
    { host: "h", path: "/yes", headers: [] },
  ];
  expect(await client.request({ type: "explainRoutes", listenerId: "explained", requests })).toEqual([
    { policyId: "rejects", tooCostly: false, judged: [{ policyId: "rejects", held: [true] }] },
    { policyId: null, tooCostly: false, judged: [{ policyId: "rejects", held: [false] }] },
  ]);
  await expect(client.request({ type: "explainRoutes", listenerId: "nobody", requests })).rejects.toThrow("NOT_FOUND");
});

test("validate tells and changes nothing", async () => {
  const before = await client.state();
  const answer = await client.request({
    type: "validate",
    snapshot: snapshot({ generation: 1000, listeners: [listener({ loadBalancerId: "nowhere" })] }),
  });
  expect(answer).toMatchObject({ generation: 1000, running: before.running, errors: [{ code: "DANGLING_REFERENCE" }] });
  expect(await client.state()).toEqual(before);
});

test("the same snapshot again is answered and changes nothing", async () => {
  const same = next({});
  await client.apply(same);
  const { appliedAt } = await client.state();
  expect(await client.apply(same)).toEqual({ generation, running: generation, errors: [], warnings: [] });
  expect((await client.state()).appliedAt).toBe(appliedAt);
});

test("applies sent at once run one after the other and the last one wins", async () => {
  const ports = await Promise.all([freePort(address), freePort(address)]);
  const snapshots = ports.map((port, index) => next({ listeners: [listener({ id: `l${index}`, port })] }));
  const results = await Promise.all(snapshots.map((each) => client.apply(each)));
  expect(results.map(({ running }) => running)).toEqual(snapshots.map((each) => each.generation));
  expect((await httpGet({ address, port: ports[1] })).status).toBe(200);
  await expect(httpGet({ address, port: ports[0] })).rejects.toThrow("ECONNREFUSED");
});

test("health: the answer of an apply finds a good new member online; its failure is pushed and checked on demand", async () => {
  const backend = await occupy();
  const servers = pool({
    healthMonitor: monitor({ intervalMs: 200, timeoutMs: 200, fall: 2 }),
    members: [member({ address, port: backend.port })],
  });
  await client.apply(next({ pools: [servers] }));
  expect(await client.memberHealth("member")).toBe("online");
  await backend.free();
  await eventually("the check finds it closed", async () => {
    const { state, probe } = CheckReport.parse(await client.request({ type: "checkNow", memberId: "member" }));
    if (state.reason !== "CONNECT_REFUSED") return false;
    expect(probe).toMatchObject({ address, port: backend.port, ok: false, connectMs: null, reason: "CONNECT_REFUSED" });
    return true;
  });
  await eventually("offline is pushed", () => client.pushed("member").at(-1)?.member.health === "offline");
  await expect(client.request({ type: "checkNow", memberId: "nobody" })).rejects.toThrow("NOT_FOUND");
});

test("sample servers start, answer with their name, and stop; a taken port is their own refusal", async () => {
  const port = await freePort(address);
  const taken = await occupy();
  const { errors } = await client.apply(
    next({
      demoServers: [
        { id: "d1", name: "Server <1>", address, port },
        { id: "d2", name: "Server 2", address, port: taken.port },
      ],
    }),
  );
  expect(errors).toMatchObject([{ object: { type: "demoserver", id: "d2" }, code: "EADDRINUSE" }]);
  expect((await httpGet({ address, port })).body).toContain("Server &#60;1&#62;");
  await client.apply(next({}));
  await expect(httpGet({ address, port })).rejects.toThrow("ECONNREFUSED");
});

test("a subscriber gets a sample every second with the traffic of objects", async () => {
  const port = await freePort(address);
  await client.apply(next({ listeners: [listener({ id: "busy", port })] }));
  await httpGet({ address, port });
  const push = await eventually("a sample", () =>
    client.pushed("sample").find(({ window }) => (window.listeners.busy?.[0] ?? 0) > 0),
  );
  expect(push.epoch).toBe(engine.epoch);
  expect(push.window.listeners.busy?.[0]).toBe(1);
  expect(push.window.loadBalancers.lb?.[0]).toBeGreaterThanOrEqual(1);
});

test("something that is no request is refused and the connection lives; something that is no frame ends it", async () => {
  client.socket.write(encodeFrame({ id: 77777, type: "applesauce" }));
  client.socket.write(encodeFrame("hello"));
  expect((await client.state()).pid).toBe(process.pid);
  const raw = createConnection(directory.socket).on("error", () => {});
  raw.write(Buffer.from([255, 255, 255, 255, 1, 2, 3]));
  await once(raw.resume(), "close");
  expect((await client.state()).pid).toBe(process.pid);
});

test("a snapshot of a wrong shape changes nothing and names the place", async () => {
  const before = await client.state();
  const broken = { ...snapshot(), listeners: [{ ...listener(), port: "80" }] } as never;
  await expect(client.apply(broken)).rejects.toThrow(/INVALID_REQUEST: snapshot\.listeners\.0\.port/);
  expect(await client.state()).toEqual(before);
});

test("a second server on the same socket is refused while this one answers", async () => {
  const second = new ControlServer(directory.socket, engine, () => {}, log);
  await expect(second.listen()).rejects.toThrow("another engine already answers");
});

test("shutdown is answered first", async () => {
  expect(await client.request({ type: "shutdown" })).toEqual({});
  await eventually("the shutdown", () => shutdowns === 1);
});
