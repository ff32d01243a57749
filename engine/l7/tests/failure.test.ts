import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openBlackHole } from "@/engine/testing/full-backlog";
import { openClient, startBackend, startBalancer, startChain } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab";

/** A port where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

describe("a member that cannot be reached", () => {
  it("is passed over for the next, whatever the method", async () => {
    const backend = await startBackend();
    const dead = await deadPort();
    const balancer = startBalancer({ members: [{ port: dead }, { port: dead, id: "x" }, { port: backend.port }] });
    const client = await openClient(balancer.port);
    for (const request of [get, post, get, post]) {
      client.send(request);
      expect((await client.answer()).status).toBe(200);
    }
    expect(balancer.count("status2xx")).toBe(4);
    expect([0, 1, 2].map((index) => balancer.inFlight(index))).toEqual([0, 0, 0]);
  });

  it("makes 502 when three were tried", async () => {
    const backend = await startBackend();
    const dead = await deadPort();
    const members = [1, 2, 3].map((i) => ({ port: dead, id: `dead-${i}`, weight: 100 }));
    const balancer = startBalancer({ members: [...members, { port: backend.port }] });
    const client = await openClient(balancer.port);
    client.send(post);
    expect((await client.answer()).status).toBe(502);
    expect(balancer.count("status502")).toBe(1);
    expect(backend.connections).toHaveLength(0);
  });

  it("makes 504 when it does not answer to connecting, and the next is tried first", async () => {
    const hole = await openBlackHole();
    if (hole === null) return;
    const backend = await startBackend();
    const listener = { memberConnectMs: 100 };
    const balancer = startBalancer({ members: [{ port: hole.port }], listener });
    const client = await openClient(balancer.port);
    client.send(post);
    expect((await client.answer()).status).toBe(504);
    balancer.apply({ members: [{ port: hole.port, weight: 10 }, { port: backend.port }] });
    client.send(post);
    expect((await client.answer()).status).toBe(200);
    hole.close();
  });
});

describe("a group", () => {
  it("without members answers 503, and the connection stays", async () => {
    const balancer = startBalancer({ members: [] });
    const client = await openClient(balancer.port);
    for (let i = 0; i < 2; i++) {
      client.send(get);
      const answer = await client.answer();
      expect(answer.status).toBe(503);
      expect(answer.headers.get("x-router-code")).toBe("40000");
    }
  });

  it("without members answers pipelined requests whose bodies come late", async () => {
    const balancer = startBalancer({ members: [] });
    const client = await openClient(balancer.port);
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.send(`ab${get}${get}`);
    for (let i = 0; i < 3; i++) expect((await client.answer()).status).toBe(503);
  });

  it("whose members are all unhealthy, new, disabled or of weight 0 answers 503", async () => {
    const { balancer, client } = await startChain();
    for (const word of ["offline", "unknown"] as const) {
      balancer.setHealth(0, word);
      client.send(get);
      const answer = await client.answer();
      expect(answer.status).toBe(503);
      expect(answer.headers.get("x-router-code")).toBe("50000");
    }
    balancer.setHealth(0, "online");
    client.send(get);
    expect((await client.answer()).status).toBe(200);
  });
});

describe("a member that breaks off", () => {
  it("on a used connection is asked once more, when that changes nothing", async () => {
    const backend = await startBackend((connection, socket) => {
      if (connection.bytes.split("\r\n\r\n").length > 2) socket.resetAndDestroy();
      else socket.write(ok("ok"));
    });
    const balancer = startBalancer({ members: [{ port: backend.port }] });
    const client = await openClient(balancer.port);
    client.send(get);
    expect((await client.answer()).status).toBe(200);
    client.send(get);
    expect((await client.answer()).status).toBe(200);
    expect(backend.connections).toHaveLength(2);
    client.send(post);
    expect((await client.answer()).status).toBe(502);
    expect(backend.bytes.match(/^POST/gm)).toHaveLength(1);
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("on a new connection makes 502 when there is no other member", async () => {
    const { backend, client } = await startChain((_connection, socket) => socket.resetAndDestroy());
    for (const request of [get, post]) {
      client.send(request);
      expect((await client.answer()).status).toBe(502);
    }
    expect(backend.connections).toHaveLength(2);
  });

  it("on a new connection is passed over once, when that changes nothing", async () => {
    const broken = await startBackend((_connection, socket) => socket.resetAndDestroy());
    const fine = await startBackend();
    const balancer = startBalancer({ members: [{ port: broken.port, weight: 100 }, { port: fine.port }] });
    const client = await openClient(balancer.port);
    for (let i = 0; i < 10; i++) {
      client.send(get);
      expect((await client.answer()).status).toBe(200);
    }
    client.send(post);
    expect((await client.answer()).status).toBe(502);
    expect(fine.bytes).not.toContain("POST");
  });
});

describe("time", () => {
  it("for the answer's head over makes 504", async () => {
    const { balancer, client } = await startChain(() => undefined, { listener: { memberDataMs: 100 } });
    client.send(get);
    expect((await client.answer()).status).toBe(504);
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("for the rest of the answer over breaks the connection", async () => {
    const { client } = await startChain(
      (_connection, socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
      { listener: { memberDataMs: 100 } },
    );
    client.send(get);
    await client.until(() => client.closed, "closed");
    expect(client.errorCode).toBe("ECONNRESET");
  });

  it("for the request over makes 408: in its head, before its body, in its body", async () => {
    const { backend, balancer } = await startChain(() => undefined, {
      listener: { clientDataMs: 100, headerTimeoutMs: 100 },
    });
    for (const part of [
      "GET / HTT",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n",
      post.replace("2", "9"),
    ]) {
      const client = await openClient(balancer.port);
      client.send(part);
      expect((await client.all()).slice(0, 12)).toBe("HTTP/1.1 408");
    }
    await eventually(() => backend.connections.every(({ closed }) => closed), "the member's work is stopped");
    expect(backend.connections).toHaveLength(1);
  });

  it("of a head that trickles is not extended", async () => {
    const { balancer } = await startChain(() => undefined, { listener: { headerTimeoutMs: 300 } });
    const client = await openClient(balancer.port);
    client.send("GET / HTTP/1.1\r\n");
    const timer = setInterval(() => client.socket.writable && client.send("A: b\r\n"), 50);
    const started = performance.now();
    expect((await client.all()).slice(0, 12)).toBe("HTTP/1.1 408");
    clearInterval(timer);
    expect(performance.now() - started).toBeLessThan(1300);
  });

  it("of a body that trickles is not extended, and of one that makes progress is", async () => {
    const { backend, balancer } = await startChain(answerEach(), { listener: { clientDataMs: 300 } });
    const open = async (length: number, part: string): Promise<{ status: number; ms: number }> => {
      const client = await openClient(balancer.port);
      client.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${length}\r\n\r\n`);
      const started = performance.now();
      const timer = setInterval(() => client.socket.writable && client.send(part), 50);
      const { status } = await client.answer();
      clearInterval(timer);
      return { status, ms: performance.now() - started };
    };
    const [trickle, slow] = await Promise.all([open(9000, "a"), open(9000, "a".repeat(450))]);
    expect(trickle.status).toBe(408);
    expect(trickle.ms).toBeLessThan(3000);
    expect(slow.status).toBe(200);
    expect(slow.ms).toBeGreaterThan(600);
    await eventually(() => backend.connections.some(({ closed }) => closed), "the member's work is stopped");
  });

  it("without a request closes without a word", async () => {
    const { balancer } = await startChain(() => undefined, { listener: { headerTimeoutMs: 100 } });
    const client = await openClient(balancer.port);
    expect(await client.all()).toBe("");
    await eventually(() => balancer.count("connections") === 0, "closed");
  });
});

describe("a client", () => {
  it("that goes away stops the member's work and counts as 499", async () => {
    const { backend, balancer, client } = await startChain(() => undefined);
    client.send(get);
    await eventually(() => backend.connections.length === 1, "the member works");
    client.socket.resetAndDestroy();
    await eventually(() => backend.connections[0]?.closed === true, "the member is told");
    expect(balancer.count("status499")).toBe(1);
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("that ends its side gets its answers", async () => {
    const { client } = await startChain(answerEach((head) => ok(head.split(" ")[1] ?? "")));
    client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
    client.end();
    expect((await client.answer()).body).toBe("/1");
    expect((await client.answer()).body).toBe("/2");
    await client.all();
    expect(client.ended).toBe(true);
  });

  it("that ends before a pipelined request's body is refused for that one", async () => {
    const { client } = await startChain();
    client.send(`${get}POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n`);
    client.end();
    expect((await client.answer()).status).toBe(200);
    expect((await client.answer()).status).toBe(400);
    await client.all();
  });

  it("that ends in the middle of its body is refused", async () => {
    const { backend, client } = await startChain();
    client.send(post.slice(0, -1));
    client.end();
    expect((await client.answer()).status).toBe(400);
    await eventually(() => backend.connections.every(({ closed }) => closed), "the member's work is stopped");
  });
});
