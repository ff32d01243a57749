import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { HealthMonitorSpec } from "@/lib/wire/snapshot";
import { ProxyHeader } from "@/engine/proxy-protocol/proxy-header";
import { probe, type ProbeResult } from "./probe";

const address = "127.91.3.8";
const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  servers.push(server);
  server.listen(0, address);
  await once(server, "listening");
  return (server.address() as { port: number }).port;
}

function run(
  port: number,
  change: Partial<HealthMonitorSpec> = {},
  host = address,
  proxyProtocol: "v1" | "v2" | null = null,
): Promise<ProbeResult> {
  const monitor: HealthMonitorSpec = {
    id: "hm",
    type: "HTTP",
    intervalMs: 5000,
    timeoutMs: 2000,
    rise: 1,
    fall: 1,
    port: null,
    domainName: "",
    urlPath: "/healthz?deep=1",
    httpMethod: "GET",
    expectedCodes: "200,202,401",
    ...change,
  };
  return probe({ address: host, port, monitor, proxyProtocol });
}

test.each(["v1", "v2"] as const)(
  "a member that expects the PROXY protocol %s gets its header first",
  async (proxyProtocol) => {
    const seen: Buffer[] = [];
    const port = await serve((socket) =>
      socket.on("data", (bytes) => {
        seen.push(bytes);
        if (Buffer.concat(seen).toString("latin1").endsWith("close\r\n\r\n")) {
          socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
      }),
    );
    expect(await run(port, {}, address, proxyProtocol)).toMatchObject({ ok: true });
    const bytes = Buffer.concat(seen);
    const after = new ProxyHeader().parse(bytes, bytes.length);
    expect(after).toBeGreaterThan(0);
    expect(bytes.toString("latin1", after)).toMatch(/^GET \/healthz/);
  },
);

const answering = (answer: string) => (socket: Socket) => socket.once("data", () => socket.end(answer));

test("TCP: an open port is good and the connection is closed at once (HC-14)", async () => {
  let closed: Promise<unknown> | undefined;
  const port = await serve((socket) => {
    closed = once(socket.resume(), "close");
  });
  expect(await run(port, { type: "TCP" })).toMatchObject({ ok: true });
  await closed;
});

test.each(["TCP", "HTTP"] as const)("%s: a closed port is CONNECT_REFUSED", async (type) => {
  const port = await serve(() => {});
  servers.pop()?.close();
  expect(await run(port, { type })).toMatchObject({ ok: false, reason: "CONNECT_REFUSED" });
});

test("an address that goes nowhere is a failure that says so", async () => {
  const result = await run(80, { type: "TCP", timeoutMs: 300 }, "255.255.255.255");
  expect(result).toMatchObject({ ok: false, reason: "UNREACHABLE" });
});

test("HTTP: the request is GET path HTTP/1.1 with the place, or the domain name, as Host (HC-03, HC-13)", async () => {
  const requests: string[] = [];
  const port = await serve((socket) => {
    socket.once("data", (data) => {
      requests.push(String(data));
      socket.end("HTTP/1.1 200 OK\r\n\r\n");
    });
  });
  expect(await run(port)).toMatchObject({ ok: true });
  await run(port, { domainName: "www.example.com", httpMethod: "HEAD" });
  expect(requests[0]).toBe(
    `GET /healthz?deep=1 HTTP/1.1\r\nHost: ${address}:${port}\r\nUser-Agent: Evenkeel-HealthCheck\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
  );
  expect(requests[1]).toMatch(/^HEAD .*\r\nHost: www\.example\.com\r\n/);
});

test.each([
  ["200", "200,202,401", { ok: true }],
  ["401", "200,202,401", { ok: true }],
  ["204", "200-299", { ok: true }],
  ["302", "200-299", { ok: false, reason: "HTTP_302" }],
  ["503", "200", { ok: false, reason: "HTTP_503" }],
])("HTTP: %s with %s expected (K-07)", async (status, expectedCodes, expected) => {
  const port = await serve(answering(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`));
  expect(await run(port, { expectedCodes })).toMatchObject(expected);
});

test("HTTP: an endless head and another protocol are BAD_ANSWER", async () => {
  const endless = await serve(answering(`HTTP/1.1 200 OK\r\nX: ${"a".repeat(40_000)}`));
  expect(await run(endless)).toMatchObject({ reason: "BAD_ANSWER" });
  const ssh = await serve(answering("SSH-2.0-OpenSSH_9.2\r\n"));
  expect(await run(ssh)).toMatchObject({ reason: "BAD_ANSWER", detail: expect.stringContaining("SSH-2.0") });
});

test("HTTP: silence is TIMEOUT, within the time and not later", async () => {
  const port = await serve(() => {});
  const begun = performance.now();
  expect(await run(port, { timeoutMs: 150 })).toMatchObject({ reason: "TIMEOUT" });
  expect(performance.now() - begun).toBeLessThan(1500);
});

test("HTTP: a reset is RESET, an early end is CLOSED", async () => {
  const reset = await serve((socket) => socket.once("data", () => socket.resetAndDestroy()));
  expect(await run(reset)).toMatchObject({ reason: "RESET" });
  const closed = await serve(answering("HTTP/1.1 20"));
  expect(await run(closed)).toMatchObject({ reason: "CLOSED" });
});

test("a probe tells how far it came: from where, connected, sent, received", async () => {
  const port = await serve(answering("HTTP/1.1 503 Busy\r\n\r\n"));
  const { trace } = await run(port);
  expect(trace).toMatchObject({ source: expect.stringMatching(/^127\./), received: "HTTP/1.1 503 Busy\r\n\r\n" });
  expect(trace?.sent).toMatch(/^GET \/healthz\?deep=1 HTTP\/1\.1\r\nHost: 127\.91\.3\.8:/);
  expect(trace?.connectMs).toBeGreaterThan(0);
  const refused = await run(1, { type: "TCP" });
  expect(refused.trace).toMatchObject({ connectMs: null, sent: "", received: "" });
});
