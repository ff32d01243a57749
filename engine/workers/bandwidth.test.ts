import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { AddressCell, HealthWord } from "@/engine/observe/cells";
import { compilePlan } from "@/engine/plan/compile";
import { address, listener, loadBalancer, member, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";
import { eventually } from "@/engine/testing/deadline";
import { RateShare } from "@/engine/testing/rate-share";
import { freePort } from "@/engine/sys/testing/free-port";
import { wantedSockets } from "./listen-plan";
import { WorkerPool } from "./pool";

const host = "127.91.8.1";
const mbps = 80;
const row = 0;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function pour(socket: Socket): void {
  const block = Buffer.alloc(262_144, 0x61);
  while (!socket.destroyed) {
    if (socket.write(block)) continue;
    socket.once("drain", () => pour(socket));
    return;
  }
}

/** A server that sends without end as soon as it is connected. */
async function startSource(): Promise<number> {
  const server = createServer((socket) => {
    closing.unshift(() => socket.destroy());
    socket.on("error", () => undefined);
    pour(socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Two worker threads, a TCP listener on an EIP of `mbps`, and so many downloads from it. */
async function download(connections: number) {
  const workers = new WorkerPool({ workers: 2, listeners: 4, members: 4, log: pino({ level: "silent" }) });
  await workers.start();
  closing.push(() => workers.stop(500));
  workers.memory.health.fill(HealthWord.notChecked);
  const port = await freePort(host);
  const plan = compilePlan(
    snapshot({
      loadBalancers: [loadBalancer({ addresses: [address(host, { id: "eip", kind: "public", bandwidthMbps: mbps })] })],
      listeners: [listener({ protocol: "TCP", port, defaultPoolId: "pool" })],
      pools: [pool({ protocol: "TCP", members: [member({ port: await startSource() })] })],
    }),
    { listeners: { listener: 0 }, members: { member: 0 }, addresses: { eip: row } },
  );
  expect(plan.errors).toEqual([]);
  expect(await workers.apply({ running: plan.running, wanted: wantedSockets(plan.plan) })).toEqual([]);
  const each = Array.from({ length: connections }, () => 0);
  const share = new RateShare(mbps, () => total(each));
  for (const index of each.keys()) {
    const socket = connect({ port, host });
    closing.unshift(() => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      each[index] = (each[index] ?? 0) + bytes.length;
    });
  }
  const sum = (cell: number) =>
    [0, 1].reduce((total, worker) => total + (workers.memory.addressOf(worker, row)[cell] ?? 0), 0);
  await eventually(() => sum(AddressCell.connections) === connections, "all are connected");
  await eventually(() => sum(AddressCell.waitedOutMs) > 300, "they wait for bandwidth");
  return { each, sum, share };
}

const total = (each: readonly number[]) => each.reduce((sum, bytes) => sum + bytes, 0);

test.each([1, 50])(
  "an EIP's bandwidth holds over all workers together, within a tenth, with %i connections",
  async (connections) => {
    const { sum, share } = await download(connections);
    expect(await share.best()).toBeGreaterThan(0.9);
    expect(sum(AddressCell.bytesOut)).toBeGreaterThan(0);
  },
  30_000,
);

test("fifty bulk downloads under the limit have about the same each, whichever worker serves them", async () => {
  const { each } = await download(50);
  const from = [...each];
  const got = () => each.map((bytes, index) => bytes - (from[index] ?? 0));
  await eventually(() => total(got()) > 40_000_000, "800 kB for each of them, on average", 20_000);
  const mean = total(got()) / 50;
  expect(Math.min(...got())).toBeGreaterThan(mean / 2);
  expect(Math.max(...got())).toBeLessThan(mean * 2);
}, 40_000);
