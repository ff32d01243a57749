import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { MemberState } from "@/lib/wire/messages";
import type { HealthMonitorSpec } from "@/lib/wire/snapshot";
import { HealthWord } from "@/engine/observe/cells";
import { HealthChecker } from "./checker";
import { FakeClock } from "./fake-clock";
import { probe as realProbe } from "./probe";

/* The guide's rules of health checks, with real probes of real servers and a clock that the test moves. */

const address = "127.91.7.3";
const intervalMs = 5000;
const stops: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A server that counts connections, keeps the first bytes of each and gives one answer. */
class Backend {
  answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  connections = 0;
  requests: string[] = [];
  port = 0;
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();

  async start(): Promise<this> {
    this.server = createServer((socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.on("error", () => {});
      socket.on("data", (bytes) => {
        this.requests.push(bytes.toString("latin1"));
        if (this.answer !== "") socket.end(this.answer);
      });
    });
    this.server.listen(this.port, address);
    await once(this.server, "listening");
    this.port = (this.server.address() as { port: number }).port;
    stops.push(() => this.stop());
    return this;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    if (server !== null) await new Promise((done) => server.close(done));
  }
}

async function setUp(change: Partial<HealthMonitorSpec> | null = {}) {
  const backend = await new Backend().start();
  const clock = new FakeClock();
  const words = new Int32Array(new SharedArrayBuffer(8));
  const pushed: MemberState[] = [];
  const probes: Promise<unknown>[] = [];
  const checker = new HealthChecker({
    words,
    clock,
    spread: () => 0.1,
    onChange: (state) => pushed.push(state),
    probe: (target) => {
      const result = realProbe(target);
      probes.push(result);
      return result;
    },
  });
  stops.push(() => checker.stop());
  const monitor: HealthMonitorSpec = {
    id: "hm",
    type: "HTTP",
    intervalMs,
    timeoutMs: 3000,
    rise: 3,
    fall: 3,
    port: null,
    domainName: "",
    urlPath: "/healthz",
    httpMethod: "GET",
    expectedCodes: "200",
    ...change,
  };
  const settle = async () => {
    await setImmediate();
    while (probes.length > 0) await Promise.all(probes.splice(0));
    await setImmediate();
  };
  const sync = async (port = backend.port) => {
    checker.sync([
      {
        memberId: "m",
        slot: 0,
        place: `m ${address} ${backend.port}`,
        address,
        port,
        enabled: true,
        weight: 1,
        sources: [],
        isDraining: false,
        proxyProtocol: null,
        monitor: change === null ? null : monitor,
      },
    ]);
    // The second turn is somewhat later than an interval after the first: from here on there is one in each.
    await settle();
    await clock.advance(1000);
  };
  const turns = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await clock.advance(intervalMs);
      await settle();
    }
  };
  const state = () => checker.states()[0] as MemberState;
  return { backend, clock, words, pushed, checker, sync, turns, state };
}

test("BS-01: the first success puts a new server into the rotation; after a failure it takes the number of retries", async () => {
  const { backend, words, sync, turns, state } = await setUp();
  await sync();
  expect([state().health, words[0]]).toEqual(["online", HealthWord.online]);
  await backend.stop();
  await turns(3);
  expect(state()).toMatchObject({ health: "offline", reason: "CONNECT_REFUSED" });
  await backend.start();
  await turns(2);
  expect(state().health).toBe("offline");
  await turns(1);
  expect([state().health, words[0]]).toEqual(["online", HealthWord.online]);
});

test("HC-08, HC-12: it leaves with the last of its retries, no earlier, and says why and since when", async () => {
  const { backend, clock, pushed, sync, turns, state } = await setUp({ fall: 2 });
  await sync();
  backend.answer = "HTTP/1.1 503 Busy\r\n\r\n";
  await turns(1);
  expect(state()).toMatchObject({ health: "online", reason: "HTTP_503" });
  await turns(1);
  expect(state()).toMatchObject({ health: "offline", reason: "HTTP_503", since: clock.now(), checkedAt: clock.now() });
  expect(state().detail).toContain("answered 503, expected 200");
  expect(pushed.at(-1)).toMatchObject({ memberId: "m", health: "offline" });
});

test("HC-05, HC-17: a server sees one probe at the start and then one an interval", async () => {
  const { backend, sync, turns } = await setUp();
  await sync();
  expect(backend.connections).toBe(1);
  await turns(1);
  const { connections } = backend;
  await turns(12);
  expect(backend.connections - connections).toBe(12);
});

test.each([
  ["200", "200", true],
  ["202", "200,202,401", true],
  ["401", "200,202,401", true],
  ["404", "200,202,401", false],
  ["204", "200-299", true],
  ["302", "200-299", false],
])("HC-13, K-07: an answer of %s where %s are good: %s", async (status, expectedCodes, good) => {
  const { backend, sync, turns, state } = await setUp({ expectedCodes, fall: 1 });
  backend.answer = `HTTP/1.1 ${status} x\r\n\r\n`;
  await sync();
  await turns(1);
  expect(state().health).toBe(good ? "online" : "offline");
  expect(state().reason).toBe(good ? "" : `HTTP_${status}`);
});

test("HC-03, HC-07: it asks for the path, by the host name where one is given and by the address where none is", async () => {
  const named = await setUp({ domainName: "www.example.com", urlPath: "/index.html" });
  await named.sync();
  expect(named.backend.requests[0]).toMatch(/^GET \/index\.html HTTP\/1\.1\r\nHost: www\.example\.com\r\n/);
  const plain = await setUp();
  await plain.sync();
  expect(plain.backend.requests[0]).toContain(`Host: ${address}:${plain.backend.port}\r\n`);
});

test("HC-04: a port of its own is probed instead of the server's", async () => {
  const { backend, sync, state } = await setUp();
  const other = await new Backend().start();
  await sync(other.port);
  expect([backend.connections, other.connections, state().health]).toEqual([0, 1, "online"]);
});

test("HC-06: a server that accepts and keeps silent fails after the timeout", async () => {
  const { backend, sync, turns, state } = await setUp({ timeoutMs: 60, fall: 1 });
  backend.answer = "";
  await sync();
  await turns(1);
  expect(state()).toMatchObject({ health: "offline", reason: "TIMEOUT" });
});

test("HC-14: a TCP check is good when the port accepts, and sends nothing", async () => {
  const { backend, sync, turns, state } = await setUp({ type: "TCP", fall: 1 });
  await sync();
  expect([state().health, backend.requests]).toEqual(["online", []]);
  await backend.stop();
  await turns(1);
  expect(state()).toMatchObject({ health: "offline", reason: "CONNECT_REFUSED" });
});

test("HC-11: switched off, nothing is probed and the server counts as healthy", async () => {
  const { backend, words, sync, turns, state } = await setUp(null);
  await backend.stop();
  await sync();
  await turns(3);
  expect([state().health, words[0], backend.connections]).toEqual(["no-monitor", HealthWord.notChecked, 0]);
});

test("a server that flaps leaves its turns, with reason and time; the last 20 stay", async () => {
  const { backend, sync, turns, state } = await setUp({ rise: 1, fall: 1 });
  await sync();
  for (let i = 0; i < 12; i++) {
    backend.answer = i % 2 === 0 ? "HTTP/1.1 500 x\r\n\r\n" : "HTTP/1.1 200 x\r\n\r\n";
    await turns(1);
  }
  const { history } = state();
  expect(history.map(({ health }) => health)).toEqual(
    Array.from({ length: 13 }, (_, index) => (index % 2 === 0 ? "online" : "offline")),
  );
  expect(history[1]).toMatchObject({ reason: "HTTP_500" });
  expect((history[2]?.at ?? 0) - (history[1]?.at ?? 0)).toBe(intervalMs);
  backend.answer = "HTTP/1.1 500 x\r\n\r\n";
  for (let i = 0; i < 16; i++) {
    backend.answer = i % 2 === 0 ? "HTTP/1.1 500 x\r\n\r\n" : "HTTP/1.1 200 x\r\n\r\n";
    await turns(1);
  }
  expect(state().history).toHaveLength(20);
});
