import { describe, expect, it } from "vitest";
import type { EndCause, ExchangeLog, ExchangeRecord } from "@/engine/l7/exchange-record";
import type { Balancer } from "@/engine/testing/balancer";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

interface Told {
  line: string;
  status: number;
  cause: EndCause;
  bytes: number[];
  attempts: { port: number | undefined; result: string; status: number; reused: boolean }[];
  inOrder: boolean;
}

/** What the log is told, copied while it may be read. */
class Log implements ExchangeLog {
  readonly told: Told[] = [];

  began(): void {}

  finished(record: ExchangeRecord): void {
    const { request, status, cause, bytesIn, bytesOut, bodyBytesOut, startedAt, endedAt } = record;
    const attempts = record.attempts.slice(0, record.attemptCount);
    const text = (from: number, end: number): string => request.bytes.toString("latin1", from, end);
    const times = attempts.flatMap((a) => [a.startedAt, a.connectedAt, a.headAt, a.endedAt].filter((at) => at > 0));
    const all = [startedAt, ...times, endedAt];
    this.told.push({
      line:
        request.minor < 0
          ? request.bytes.toString("latin1", request.forwardedForEnd, request.brokenLineEnd)
          : `${text(0, request.methodEnd)} ${text(request.methodEnd, request.targetEnd)} ${request.minor}`,
      status,
      cause,
      bytes: [bytesIn, bytesOut, bodyBytesOut],
      attempts: attempts.map(({ member, result, status, reused }) => ({ port: member?.port, result, status, reused })),
      inOrder: all.every((at, index) => index === 0 || at >= (all[index - 1] as number)),
    });
  }
}

function listen(balancer: Balancer): Log {
  const log = new Log();
  balancer.server.listener.log = log;
  return log;
}

const get = "GET /a?b HTTP/1.1\r\nHost: h\r\nUser-Agent: test\r\n\r\n";

describe("the end of a request", () => {
  it("is told once with its bytes and the member's answer", async () => {
    const backend = await startBackend(answerEach(ok("four")));
    const balancer = startBalancer({ members: [{ port: backend.port }] });
    const log = listen(balancer);
    const client = await openClient(balancer.port);
    client.send(get);
    const answer = await client.answer();
    const post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
    client.send(post);
    await client.answer();
    await eventually(() => log.told.length === 2, "both are told");
    const headBytes = answer.head.length + 4;
    const attempt = { port: backend.port, result: "answered", status: 200, reused: false };
    expect(log.told[0]).toEqual({
      line: "GET h/a?b 1",
      status: 200,
      cause: "answered",
      bytes: [get.length, headBytes + 4, 4],
      attempts: [attempt],
      inOrder: true,
    });
    expect(log.told[1]).toMatchObject({
      line: "POST h/ 1",
      bytes: [post.length, headBytes + 4, 4],
      attempts: [{ ...attempt, reused: true }],
    });
  });

  it("tells every member that was tried", async () => {
    const broken = await startBackend((_connection, socket) => socket.resetAndDestroy());
    const fine = await startBackend();
    const balancer = startBalancer({
      members: [{ port: 1, weight: 100 }, { port: broken.port, weight: 99 }, { port: fine.port }],
    });
    const log = listen(balancer);
    const client = await openClient(balancer.port);
    client.send(get);
    expect((await client.answer()).status).toBe(200);
    expect(log.told[0]?.attempts.map(({ port, result, status }) => [port, result, status])).toEqual([
      [1, "connectFailed", 0],
      [broken.port, "broken", 0],
      [fine.port, "answered", 200],
    ]);
  });

  it("tells what was refused, with what of its line can be read", async () => {
    const balancer = startBalancer({ members: [] });
    const log = listen(balancer);
    const client = await openClient(balancer.port);
    client.send(get);
    const { body } = await client.answer();
    client.send("GET /x HTTP/1.1\r\nHost : h\r\n\r\n");
    await client.all();
    expect(log.told.map(({ line, status, cause, attempts }) => [line, status, cause, attempts])).toEqual([
      ["GET h/a?b 1", 503, "noMember", []],
      ["GET /x HTTP/1.1", 400, "badRequest", []],
    ]);
    expect(log.told[0]?.bytes[2]).toBe(body.length);
  });

  it("tells that the client left, and that an answer was cut", async () => {
    const backend = await startBackend((connection, socket) => {
      if (!connection.bytes.includes("/cut")) return;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", () => socket.resetAndDestroy());
    });
    const balancer = startBalancer({ members: [{ port: backend.port }] });
    const log = listen(balancer);
    const gone = await openClient(balancer.port);
    gone.send(get);
    await eventually(() => backend.connections.length === 1, "the member works");
    gone.socket.resetAndDestroy();
    await eventually(() => log.told.length === 1, "it is told");
    const client = await openClient(balancer.port);
    client.send(get.replace("/a?b", "/cut"));
    await client.all();
    await eventually(() => log.told.length === 2, "it is told");
    expect(log.told.map(({ status, cause, attempts }) => [status, cause, attempts[0]?.result])).toEqual([
      [499, "clientLeft", "abandoned"],
      [200, "answerCut", "broken"],
    ]);
  });

  it("tells an upgraded connection when it ends, with the bytes of both directions", async () => {
    const backend = await startBackend((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n"))
        socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
      else socket.end("hello");
    });
    const balancer = startBalancer({ members: [{ port: backend.port }] });
    const log = listen(balancer);
    const client = await openClient(balancer.port);
    const upgrade = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
    client.send(upgrade);
    await client.until(() => client.received.includes("\r\n\r\n"), "the 101");
    expect(balancer.count("requests")).toBe(1);
    expect(log.told).toHaveLength(0);
    client.send("abc");
    client.end();
    await client.all();
    await eventually(() => log.told.length === 1, "it is told");
    expect(log.told[0]).toMatchObject({ status: 101, cause: "tunnelEnded" });
    expect(log.told[0]?.bytes[0]).toBe(upgrade.length + 3);
    expect(log.told[0]?.bytes[2]).toBe(5);
    expect(balancer.count("requests")).toBe(1);
  });

  it("is not told on a connection that came before anybody logged (K-31)", async () => {
    const backend = await startBackend();
    const balancer = startBalancer({ members: [{ port: backend.port }] });
    const before = await openClient(balancer.port);
    before.send(get);
    await before.answer();
    const log = listen(balancer);
    before.send(get);
    await before.answer();
    const after = await openClient(balancer.port);
    after.send(get);
    await after.answer();
    expect(log.told).toHaveLength(1);
  });
});
