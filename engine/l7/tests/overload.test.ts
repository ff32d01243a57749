import { expect, it } from "vitest";
import { HttpContext } from "@/engine/l7/http-context";
import { HttpListener } from "@/engine/l7/http-listener";
import { Bandwidths } from "@/engine/limits/bandwidths";
import { ConnectionGate } from "@/engine/limits/connection-gate";
import { sharedNow } from "@/engine/sys/shared-clock";
import { openClient, startBalancer } from "@/engine/testing/session";
import { BufferPool } from "@/engine/upstream/buffer-pool";
import { ListeningSocket } from "@/engine/upstream/tcp/listening-socket";
import { TimerWheel } from "@/engine/upstream/timer-wheel";
import { connectionsPerWorker } from "@/engine/workers/descriptor-limit";
import { SharedMemory } from "@/engine/workers/shared-memory";

it("refuses new connections in order before descriptors run out, and serves the others", async () => {
  const { plan } = startBalancer({ members: [] }).server.listener;
  const shared = SharedMemory.create({ workers: 1, listeners: 4, members: 4 });
  const context = new HttpContext(
    shared,
    0,
    new TimerWheel(0),
    "t",
    new ConnectionGate(shared, 0, 2),
    new BufferPool(),
    new Bandwidths(shared, 0),
  );
  const listener = new HttpListener(context, plan, null);
  const address = { kind: "private" as const, address: "127.0.0.1", allowedSources: null, bandwidth: null };
  const socket = ListeningSocket.bind("127.0.0.1", 0, (handle) =>
    listener.accept(handle, { address, port: 80, localHost: "127.0.0.1" }),
  );
  const clients = [await openClient(socket.port), await openClient(socket.port)];
  for (const client of clients) client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  for (const client of clients) expect((await client.answer()).status).toBe(503);
  expect(shared.refusedAt[0]).toBe(0);
  const third = await openClient(socket.port);
  await third.until(() => third.closed, "refused");
  expect(sharedNow() - (shared.refusedAt[0] as number)).toBeLessThan(60_000);
  clients[0]?.end();
  await clients[0]?.all();
  const fourth = await openClient(socket.port);
  fourth.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  expect((await fourth.answer()).status).toBe(503);
  listener.reset();
  socket.close();
});

it("leaves each client of each worker a descriptor for its member", () => {
  expect(connectionsPerWorker(20_256, 4)).toBe(2500);
  expect(connectionsPerWorker(64, 8)).toBe(16);
  expect(connectionsPerWorker(20_256, 4, 32)).toBe(2500);
  expect(connectionsPerWorker(20_256, 4, 1032)).toBe(2000);
});
