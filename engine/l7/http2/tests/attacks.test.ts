import { describe, expect, it } from "vitest";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { eventually } from "@/engine/testing/deadline";
import { openSession, ask } from "../testing/client";
import { ErrorCode, Flag, FrameType } from "../frame";
import { block, frame, get, headers, post, RawHttp2, uint32 } from "../testing/raw-client";
import { startHttp2 } from "../testing/start";

const silent = () => undefined;

/** Sends `count` times what `make` makes, in writes of many, until the other side has enough of it. */
async function flood(client: RawHttp2, count: number, make: (at: number) => Buffer): Promise<void> {
  for (let at = 0; at < count && !client.closed; at += 500) {
    client.send(...Array.from({ length: 500 }, (_, more) => make(at + more)));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function clean(port: number): Promise<void> {
  const begun = performance.now();
  expect((await ask(openSession(port), { ":path": "/clean" })).status).toBe(200);
  expect(performance.now() - begun).toBeLessThan(3000);
}

const calm: [string, number, (at: number) => Buffer][] = [
  [
    "rapid reset",
    20_000,
    (at) => Buffer.concat([headers(2 * at + 1), frame(FrameType.rstStream, 0, 2 * at + 1, uint32(8))]),
  ],
  [
    "resets that we are made to send",
    20_000,
    (at) => Buffer.concat([headers(2 * at + 1), frame(FrameType.windowUpdate, 0, 2 * at + 1, uint32(0))]),
  ],
  ["malformed requests", 20_000, (at) => headers(2 * at + 1, [...get, ["A", "b"]])],
  ["streams beyond the limit", 20_000, (at) => headers(2 * at + 1, post, false)],
  ["PING", 60_000, () => frame(FrameType.ping, 0, 0, "12345678")],
  ["SETTINGS", 60_000, () => frame(FrameType.settings, 0, 0, "\0\x04\0\0\xff\xff")],
  ["PRIORITY", 60_000, () => frame(FrameType.priority, 0, 1, "\0\0\0\0\x01")],
  ["frames of unknown types", 60_000, () => frame(0xee, 0, 0, "x")],
  ["CONTINUATION", 200, (at) => (at === 0 ? frame(FrameType.headers, 0, 1) : frame(FrameType.continuation, 0, 1))],
  [
    "a block without end",
    200,
    (at) => frame(at === 0 ? FrameType.headers : FrameType.continuation, 0, 1, block([["a", "b".repeat(15_000)]])),
  ],
];

describe("whoever floods is asked to calm down, and others are served (threats: HTTP/2)", () => {
  it.each(calm)(
    "%s",
    async (_, count, make) => {
      const { balancer, backend } = await startHttp2(silent);
      const before = process.memoryUsage().rss;
      const client = await RawHttp2.open(balancer.port);
      await flood(client, count, make);
      expect([ErrorCode.enhanceYourCalm, 0xffffffff]).toContain(await client.goAwayCode());
      await client.until(() => client.closed, "the end");
      await eventually(() => balancer.inFlight(0) === 0, "no request is with the member");
      expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
      backend.behaviour = answerEach(ok("ok"));
      await clean(balancer.port);
    },
    20_000,
  );

  it("empty DATA", async () => {
    const { balancer, backend } = await startHttp2(silent);
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1, post, false));
    await flood(client, 60_000, () => frame(FrameType.data, 0, 1));
    expect([ErrorCode.enhanceYourCalm, 0xffffffff]).toContain(await client.goAwayCode());
    backend.behaviour = answerEach(ok("ok"));
    await clean(balancer.port);
  });
});

describe("HPACK bombs", () => {
  it("a large field that is referred to thousands of times is 431 and takes no memory", async () => {
    const { balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    const before = process.memoryUsage().rss;
    const value = "v".repeat(3900);
    // A literal with the name "x" that the table keeps, then references to it.
    const first = Buffer.concat([block(get), Buffer.from([0x40, 1, 0x78, 0x7f, 0xbd, 0x1d]), Buffer.from(value)]);
    client.send(frame(FrameType.headers, 5, 1, first));
    expect(await client.status(1)).toBe(200);
    const bomb = Buffer.concat([block(get), Buffer.alloc(14_000, 0xbe)]);
    for (let at = 1; at <= 60; at++) client.send(frame(FrameType.headers, 5, 2 * at + 1, bomb));
    expect(await client.status(121)).toBe(431);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    client.send(headers(201));
    expect(await client.status(201)).toBe(200);
  });
});

describe("many streams", () => {
  it("beyond a hundred are refused, and the others are answered", async () => {
    const { balancer, backend } = await startHttp2(silent);
    const client = await RawHttp2.open(balancer.port);
    for (let at = 0; at < 120; at++) client.send(headers(2 * at + 1));
    expect(await client.resetCode(201)).toBe(ErrorCode.refusedStream);
    expect(await client.resetCode(239)).toBe(ErrorCode.refusedStream);
    await eventually(() => backend.requestLines.length === 100, "a hundred requests");
    expect(client.of(FrameType.rstStream, 199)).toEqual([]);
  });

  it("open requests without a body take no member's connection", async () => {
    const { balancer, backend } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    for (let at = 0; at < 90; at++) client.send(headers(2 * at + 1, post, false));
    client.send(headers(181));
    expect(await client.status(181)).toBe(200);
    expect(backend.connections).toHaveLength(1);
    expect(balancer.inFlight(0)).toBe(0);
  });
});

describe("windows", () => {
  it("more than a stream's window is refused", async () => {
    // The member does not read: what comes is held.
    const { balancer, backend } = await startHttp2(silent);
    backend.server.on("connection", (socket) => socket.pause());
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1, post, false));
    for (let at = 0; at < 2000; at++) client.send(frame(FrameType.data, 0, 1, Buffer.alloc(16_000)));
    expect([ErrorCode.flowControl, 0xffffffff]).toContain(
      await Promise.race([client.resetCode(1), client.goAwayCode()]),
    );
  });

  it("answers that nobody opens a window for are given up, and members are not drained", async () => {
    const huge = `HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n`;
    let sent = 0;
    const { balancer } = await startHttp2(
      (_, socket) => {
        socket.write(huge);
        const more = (): void => {
          while (sent < 90 * 50_000_000 && socket.write(Buffer.alloc(65_536))) sent += 65_536;
          socket.once("drain", more);
        };
        more();
      },
      { clientDataMs: 1500 },
    );
    const before = process.memoryUsage().rss;
    const client = await RawHttp2.open(balancer.port);
    client.send(frame(FrameType.settings, 0, 0, "\0\x04\0\0\0\0"));
    for (let at = 0; at < 90; at++) client.send(headers(2 * at + 1));
    await client.until(() => client.frames.filter(({ type }) => type === FrameType.headers).length === 90, "90 heads");
    expect(client.frames.filter(({ type }) => type === FrameType.data)).toEqual([]);
    for (let at = 0; at < 90; at++) expect(await client.resetCode(2 * at + 1)).toBe(ErrorCode.internal);
    await eventually(() => balancer.inFlight(0) === 0, "members are let go");
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  }, 20_000);

  it("a window that becomes negative is waited for (RFC 9113 6.9.2)", async () => {
    const body = "b".repeat(1000);
    const { balancer } = await startHttp2(answerEach(ok(body)));
    const client = await RawHttp2.open(balancer.port);
    client.send(frame(FrameType.settings, 0, 0, "\0\x04\0\0\0\x64"), headers(1));
    await client.until(() => client.of(FrameType.data, 1).length > 0, "the first hundred bytes");
    client.send(frame(FrameType.settings, 0, 0, "\0\x04\0\0\0\x0a"));
    client.send(frame(FrameType.windowUpdate, 0, 1, uint32(90)));
    client.send(frame(FrameType.ping, 0, 0, "12345678"));
    await client.until(() => client.of(FrameType.ping, 0).length > 0, "the answer of PING");
    expect(client.of(FrameType.data, 1).map(({ payload }) => payload.length)).toEqual([100]);
    client.send(frame(FrameType.windowUpdate, 0, 1, uint32(2000)));
    await client.until(() => (client.of(FrameType.data, 1).at(-1)?.flags ?? 0) === Flag.endStream, "the end");
    expect(Buffer.concat(client.of(FrameType.data, 1).map(({ payload }) => payload)).toString()).toBe(body);
  });
});

describe("time", () => {
  it("a connection that says nothing, or asks for nothing, is ended", async () => {
    const { balancer } = await startHttp2(silent, { clientDataMs: 300, headerTimeoutMs: 300 });
    const mute = await RawHttp2.open(balancer.port, false);
    const idle = await RawHttp2.open(balancer.port);
    const cut = await RawHttp2.open(balancer.port);
    cut.send(frame(FrameType.headers, 0, 1, block(get)));
    for (const client of [mute, idle, cut]) {
      expect(await client.goAwayCode()).toBe(ErrorCode.noError);
      await client.until(() => client.closed, "the end");
    }
  });

  it("a frame that comes byte by byte does not hold a connection open", async () => {
    const { balancer } = await startHttp2(silent, { clientDataMs: 60_000, headerTimeoutMs: 400 });
    const client = await RawHttp2.open(balancer.port);
    const bytes = headers(1);
    for (let at = 0; at < bytes.length && !client.closed; at++) {
      client.send(bytes.subarray(at, at + 1));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await client.until(() => client.closed, "the end");
  });
});
