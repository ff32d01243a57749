import { once } from "node:events";
import { createConnection, createServer } from "node:net";
import pino from "pino";
import { afterEach, expect, test } from "vitest";
import type { ListenerSource } from "@/engine/plan/plan";
import { listener, loadBalancer } from "@/engine/plan/testing/sample-snapshot";
import { eventually } from "@/engine/sys/testing/eventually";
import { freePort } from "@/engine/sys/testing/free-port";
import type { SocketFailure, WantedSocket } from "./listen-plan";
import { WorkerPool } from "./pool";
import { httpGet } from "./testing/http-get";
import { spawnSource } from "./worker-entry";

const address = "127.91.4.1";
const pools: WorkerPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.stop(500)));
});

async function startPool(workers = 2): Promise<{ pool: WorkerPool; failures: SocketFailure[] }> {
  const failures: SocketFailure[] = [];
  const pool = new WorkerPool({
    workers,
    listeners: 8,
    members: 8,
    log: pino({ level: "silent" }),
    spawn: (options) => spawnSource(new URL("./testing/stand-in-worker.ts", import.meta.url), options),
    onSocketFailed: (failure) => failures.push(failure),
  });
  pools.push(pool);
  await pool.start();
  return { pool, failures };
}

function wanted(listenerId: string, port: number): WantedSocket {
  return { key: `${listenerId} ${address}:${port}`, listenerId, transport: "tcp", address, port };
}

function apply(pool: WorkerPool, sockets: WantedSocket[]): Promise<SocketFailure[]> {
  const ids = [...new Set(sockets.map(({ listenerId }) => listenerId))];
  const sources = ids.map((id, row): [string, ListenerSource] => [
    id,
    {
      spec: listener({ id }),
      loadBalancer: loadBalancer(),
      certificates: [],
      slots: { listeners: { [id]: row }, members: {}, addresses: {} },
    },
  ]);
  return pool.apply({
    running: { pools: new Map(), members: new Map(), listeners: new Map(sources) },
    wanted: sockets,
  });
}

/** Indexes of the workers that answer on a port. */
async function answering(port: number, requests = 60): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let i = 0; i < requests; i++) seen.add((await httpGet({ address, port })).body);
  return seen;
}

test("all workers share a listener's port, and it is closed when no longer named", async () => {
  const { pool } = await startPool();
  const port = await freePort(address);
  expect(await apply(pool, [wanted("a", port)])).toEqual([]);
  expect(await answering(port)).toEqual(new Set(["0", "1"]));
  await apply(pool, []);
  await expect(httpGet({ address, port })).rejects.toThrow("ECONNREFUSED");
});

test("a taken port fails alone, with the system's reason, and runs once it is free", async () => {
  const { pool } = await startPool();
  const blocker = createServer().listen(0, address);
  await once(blocker, "listening");
  const taken = (blocker.address() as { port: number }).port;
  const free = await freePort(address);
  expect(await apply(pool, [wanted("a", taken), wanted("b", free)])).toEqual([
    { ...wanted("a", taken), code: "EADDRINUSE", message: "address already in use" },
  ]);
  expect((await httpGet({ address, port: free })).status).toBe(200);
  expect(await pool.retry()).toHaveLength(1);
  blocker.close();
  await once(blocker, "close");
  expect(await pool.retry()).toEqual([]);
  expect((await httpGet({ address, port: taken })).status).toBe(200);
});

test("two pools never share a port by accident", async () => {
  const [first, second] = [await startPool(1), await startPool(1)];
  const port = await freePort(address);
  expect(await apply(first.pool, [wanted("a", port)])).toEqual([]);
  expect(await apply(second.pool, [wanted("a", port)])).toMatchObject([{ code: "EADDRINUSE" }]);
});

test("a port passes from one listener to another in one apply", async () => {
  const { pool } = await startPool();
  const port = await freePort(address);
  await apply(pool, [wanted("a", port)]);
  expect(await apply(pool, [wanted("b", port)])).toEqual([]);
  expect((await httpGet({ address, port })).status).toBe(200);
});

test("a worker that dies is replaced with sockets of its own while the other serves", async () => {
  const { pool } = await startPool();
  const port = await freePort(address);
  await apply(pool, [wanted("a", port)]);
  const held = createConnection(port, address).on("error", () => {});
  await once(held, "connect");
  await expect(httpGet({ address, port }, "/die")).rejects.toThrow();
  await eventually("the replacement answers", async () => pool.replaced === 1 && (await answering(port)).size === 2);
  held.destroy();
  await eventually("no connection is left over", () => Atomics.load(pool.memory.listenerConnections, 0) === 0);
});

test("a worker that stands still is replaced", async () => {
  const { pool, failures } = await startPool();
  const port = await freePort(address);
  await apply(pool, [wanted("a", port)]);
  await expect(httpGet({ address, port }, "/stall", 8_000)).rejects.toThrow();
  await eventually("the replacement answers", async () => pool.replaced === 1 && (await answering(port)).size === 2);
  expect(failures).toEqual([]);
});
