import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { deadline, eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { ErrorCode, Flag, FrameType } from "../frame";
import { ask, openSession } from "../testing/client";
import { frame, get, headers, post, RawHttp2, uint32 } from "../testing/raw-client";
import { startHttp2 } from "../testing/start";

describe("an answer", () => {
  it.each([
    ["HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", 200, "500"],
    ["GET", "HTTP/1.1 204 No Content\r\n\r\n", 204, undefined],
    ["GET", "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", 304, undefined],
  ])("%s: %s has no body and ends with its head", async (method, answer, status, length) => {
    const { balancer } = await startHttp2(answerEach(answer));
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1, [[":method", method], ...get.slice(1)]));
    expect(await client.status(1)).toBe(status);
    expect(client.of(FrameType.headers, 1)[0]?.flags).toBe(Flag.endHeaders | Flag.endStream);
    const found = await ask(openSession(balancer.port), { ":method": method, ":path": "/" });
    expect(found).toMatchObject({ status, code: 0 });
    expect(found.headers["content-length"]).toBe(length);
    expect(found.body.length).toBe(0);
  });

  it("in chunks, or until the member closes, comes whole and without chunks", async () => {
    const chunked =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n";
    const { balancer, backend } = await startHttp2(answerEach(chunked));
    const session = openSession(balancer.port);
    expect((await ask(session, { ":path": "/" })).body.toString()).toBe("abcde");
    backend.behaviour = (_, socket) => socket.end("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end");
    const answer = await ask(session, { ":path": "/" });
    expect(answer.body.toString()).toBe("until the end");
    expect(answer).toMatchObject({ status: 200, code: 0 });
    expect(answer.headers.connection).toBeUndefined();
  });

  it("that breaks off is reset, visibly", async () => {
    const { balancer } = await startHttp2((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      setTimeout(() => socket.destroy(), 20);
    });
    const session = openSession(balancer.port);
    const answer = await ask(session, { ":path": "/" });
    expect(answer).toMatchObject({ status: 200, code: ErrorCode.internal });
    expect(session.closed).toBe(false);
  });

  it("has interim answers before it, and 100 for who expects it", async () => {
    const { balancer } = await startHttp2(answerEach(`HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${ok("ok")}`));
    const session = openSession(balancer.port);
    const stream = session.request({ ":method": "POST", ":path": "/", expect: "100-continue" }, { endStream: false });
    const statuses: number[] = [];
    stream.on("headers", (given) => statuses.push(Number(given[":status"])));
    stream.on("response", (given) => statuses.push(Number(given[":status"])));
    stream.resume();
    stream.end("body");
    await deadline(once(stream, "close"), "the end");
    expect(statuses).toEqual([100, 103, 200]);
  });

  it("of our own, before the body is here, ends the stream alone", async () => {
    const { balancer, backend } = await startHttp2();
    await backend.stop();
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1, post, false), frame(FrameType.data, 0, 1, "abc"));
    expect(await client.status(1)).toBe(502);
    expect(await client.resetCode(1)).toBe(ErrorCode.noError);
    // What is on its way for it is no fault.
    client.send(frame(FrameType.data, Flag.endStream, 1, "def"), headers(3));
    expect(await client.status(3)).toBe(502);
    expect(client.closed).toBe(false);
  });

  it("a table that the client makes smaller is acknowledged in the next block", async () => {
    const { balancer } = await startHttp2();
    const session = openSession(balancer.port, { settings: { headerTableSize: 0 } });
    expect((await ask(session, { ":path": "/" })).status).toBe(200);
    expect((await ask(session, { ":path": "/" })).status).toBe(200);
  });
});

describe("large bodies", () => {
  it("go both ways whole, many at a time", async () => {
    const { balancer } = await startHttp2(answerEach((_, body) => ok(body)));
    const session = openSession(balancer.port);
    const bodies = Array.from({ length: 6 }, () => randomBytes(700_000));
    const answers = await Promise.all(
      bodies.map((body, at) =>
        ask(session, { ":method": "POST", ":path": "/", ...(at % 2 === 0 && { "content-length": body.length }) }, body),
      ),
    );
    const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    // Those in chunks come back with their chunks: the member echoes what it read.
    expect(answers.filter((_, at) => at % 2 === 0).map(({ body }) => digest(body))).toEqual(
      bodies.filter((_, at) => at % 2 === 0).map(digest),
    );
    for (const { status, code, body } of answers) {
      expect([status, code]).toEqual([200, 0]);
      expect(body.length).toBeGreaterThanOrEqual(700_000);
    }
  }, 20_000);

  it("a client that does not read stops the member, and others of its connection go on", async () => {
    let written = 0;
    const { balancer, backend } = await startHttp2((connection, socket) => {
      if (connection.bytes.includes("/small")) {
        socket.write(ok("small"));
        return;
      }
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 400000000\r\n\r\n");
      const more = (): void => {
        while (written < 400_000_000) {
          written += 65_536;
          if (!socket.write(Buffer.alloc(65_536))) break;
        }
        socket.once("drain", more);
      };
      more();
    });
    const before = process.memoryUsage().rss;
    const client = await RawHttp2.open(balancer.port);
    client.send(frame(FrameType.windowUpdate, 0, 0, uint32(1_000_000)), headers(1));
    await client.until(() => client.of(FrameType.data, 1).length >= 4, "the first window");
    client.send(headers(3, [...get.slice(0, 3), [":path", "/small"]]));
    expect(await client.status(3)).toBe(200);
    expect(written).toBeLessThan(20_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
    expect(backend.requestLines).toHaveLength(2);
  });

  it("a member that does not read stops the client", async () => {
    const { balancer, backend } = await startHttp2(() => undefined);
    backend.server.on("connection", (socket) => socket.pause());
    const session = openSession(balancer.port);
    const stream = session.request({ ":method": "POST", ":path": "/" });
    stream.on("error", () => undefined);
    let taken = 0;
    const chunk = Buffer.alloc(65_536);
    const more = (): void => {
      if (taken > 200_000_000) return;
      stream.write(chunk, () => {
        taken += chunk.length;
        more();
      });
    };
    more();
    await eventually(() => taken > 0, "some of it is taken");
    let last = -1;
    let since = performance.now();
    await eventually(() => {
      if (taken !== last) since = performance.now();
      last = taken;
      return performance.now() - since > 300;
    }, "it stands still");
    expect(taken).toBeLessThan(32_000_000);
  });
});

describe("the end", () => {
  it("a client that resets a stream stops the member's work: 499", async () => {
    const { balancer, backend } = await startHttp2(() => undefined);
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1));
    await eventually(() => backend.connections.length === 1 && balancer.inFlight(0) === 1, "the member has it");
    client.send(frame(FrameType.rstStream, 0, 1, uint32(ErrorCode.cancel)));
    await eventually(() => backend.connections[0]?.closed === true, "the member is told");
    expect(balancer.count("status499")).toBe(1);
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("draining says GOAWAY, finishes what has begun and refuses what has not", async () => {
    let answer: (() => void) | undefined;
    const { balancer } = await startHttp2((_, socket) => {
      answer = () => socket.write(ok("late"));
    });
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1));
    await eventually(() => answer !== undefined, "the member has it");
    balancer.server.listener.drain();
    expect(await client.goAwayCode()).toBe(ErrorCode.noError);
    client.send(headers(3));
    expect(await client.resetCode(3)).toBe(ErrorCode.refusedStream);
    answer?.();
    expect(await client.status(1)).toBe(200);
    await client.until(() => client.closed, "the end");
    expect(client.of(FrameType.data, 1).map(({ payload }) => payload.toString())).toEqual(["late"]);
    await eventually(() => balancer.server.listener.isIdle, "no connection is left");
  });

  it("a client that ends its side after its requests gets its answers", async () => {
    let answer: (() => void) | undefined;
    const { balancer } = await startHttp2((_, socket) => {
      answer = () => socket.write(ok("late"));
    });
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1));
    await eventually(() => answer !== undefined, "the member has it");
    client.send(frame(FrameType.goAway, 0, 0, uint32(0, 0)));
    answer?.();
    expect(await client.status(1)).toBe(200);
    await client.until(() => client.closed, "the end");
    await eventually(() => balancer.count("connections") === 0, "it is counted out");
  });
});

it("a client that offers HTTP/1.1 alone gets it", async () => {
  const { balancer } = await startHttp2();
  const { request } = await import("node:https");
  const asked = request({ port: balancer.port, host: "127.0.0.1", rejectUnauthorized: false, agent: false });
  asked.end();
  const [answer] = await deadline(once(asked, "response"), "an answer");
  expect(answer.httpVersion).toBe("1.1");
  answer.resume();
});
