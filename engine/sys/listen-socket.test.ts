import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { closeDescriptor, openListenSocket, probePort, socketCookie } from "./listen-socket";
import { tcpInfo } from "./tcp-info";
import { freePort } from "./testing/free-port";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const address = "127.91.3.7";
const shared = { backlog: 64, reusePort: true };

function descriptor(port: number, options = shared): number {
  const result = openListenSocket(address, port, options);
  if (!("fd" in result)) throw new Error(`${result.code} ${result.message}`);
  return result.fd;
}

async function listenOn(fd: number): Promise<Server> {
  const server = createServer();
  open.push(server);
  server.listen({ fd });
  await once(server, "listening");
  return server;
}

async function connect(port: number): Promise<Socket> {
  const socket = createConnection(port, address);
  await once(socket, "connect");
  open.push({ close: () => socket.destroy() });
  return socket;
}

test("two sockets share a port and both get connections", async () => {
  const port = await freePort(address);
  const servers = [await listenOn(descriptor(port)), await listenOn(descriptor(port))];
  const counts = [0, 0];
  servers.forEach((server, index) => {
    server.on("connection", (socket) => {
      counts[index] = (counts[index] as number) + 1;
      socket.resume().on("error", () => {});
    });
  });
  for (let i = 0; i < 100 && counts.includes(0); i++) await connect(port);
  expect(counts.every((count) => count > 0)).toBe(true);
});

test("a closed socket leaves the other one serving", async () => {
  const port = await freePort(address);
  const [first, second] = [await listenOn(descriptor(port)), await listenOn(descriptor(port))];
  second.on("connection", (socket) => socket.resume());
  first.close();
  await once(first, "close");
  for (let i = 0; i < 10; i++) await connect(port);
});

test("a taken port is EADDRINUSE with the system's text, by probe and by socket", async () => {
  const server = createServer().listen(0, address);
  open.push(server);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  expect(openListenSocket(address, port, shared)).toEqual({ code: "EADDRINUSE", message: "address already in use" });
  expect(probePort(address, port)).toMatchObject({ code: "EADDRINUSE" });
});

test("the probe also finds another process that shares the port, and leaves a free port free", async () => {
  const port = await freePort(address);
  expect(probePort(address, port)).toBeNull();
  const fd = descriptor(port);
  expect(probePort(address, port)).toMatchObject({ code: "EADDRINUSE" });
  closeDescriptor(fd);
  expect(probePort(address, port)).toBeNull();
});

test("an address of another host is EADDRNOTAVAIL", () => {
  expect(openListenSocket("192.0.2.1", 8080, shared)).toMatchObject({ code: "EADDRNOTAVAIL" });
});

test.skipIf(process.getuid?.() === 0)("a port below 1024 is EACCES (skipped as root, who may)", () => {
  expect(openListenSocket(address, 81, shared)).toMatchObject({ code: "EACCES" });
});

test("the cookie tells a closed descriptor from an open one", async () => {
  const fd = descriptor(await freePort(address));
  expect(socketCookie(fd)).toBeGreaterThan(0n);
  closeDescriptor(fd);
  expect(socketCookie(fd)).toBeNull();
});

test("TCP_INFO counts the segments of a connection", async () => {
  const port = await freePort(address);
  const server = await listenOn(descriptor(port));
  server.on("connection", (socket) => socket.on("data", (data) => socket.write(data)));
  const socket = await connect(port);
  socket.write("x");
  await once(socket, "data");
  const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
  const info = tcpInfo(fd);
  expect(info?.segmentsOut).toBeGreaterThanOrEqual(2);
  expect(info?.segmentsIn).toBeGreaterThanOrEqual(2);
  expect(info?.rttUs).toBeGreaterThan(0n);
});
