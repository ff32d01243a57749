import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { MemberCell } from "@/engine/observe/cells";
import type { Balancer } from "@/engine/testing/balancer";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer, startChain } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const chunkedPost = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n";

function failuresOf(balancer: Balancer): number {
  return balancer.shared.memberOf(0)[MemberCell.failures] as number;
}

describe("an answer that has begun", () => {
  it("is broken off, never followed by a second status, when the request's body turns bad", async () => {
    const { balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("a\r\n")) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst");
    });
    client.send(chunkedPost);
    await client.until(() => client.received.endsWith("first"), "the answer's beginning");
    client.send("zz\r\n");
    await client.until(() => client.closed, "closed");
    expect(client.received.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(client.errorCode).toBe("ECONNRESET");
    expect(balancer.count("requests")).toBe(1);
    expect(balancer.count("status2xx")).toBe(1);
    expect(balancer.count("malformedRequests")).toBe(1);
    expect(failuresOf(balancer)).toBe(0);
    expect(balancer.inFlight(0)).toBe(0);
  });

  it("is not blamed on the member when the client does not read it", async () => {
    const listener = { clientDataMs: 200 };
    const big = ok("x".repeat(30_000_000));
    const { balancer, client } = await startChain((_connection, socket) => void socket.write(big, "latin1"), {
      listener,
    });
    client.socket.pause();
    client.send(get);
    await eventually(() => balancer.inFlight(0) === 1, "begun");
    await eventually(() => balancer.count("connections") === 0, "given up");
    expect(failuresOf(balancer)).toBe(0);
    expect(balancer.count("status2xx")).toBe(1);
  });

  it("before its request was whole does not leave the member's connection to another request", async () => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("a\r\n")) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok");
      else if (connection.bytes.endsWith("0\r\n\r\n")) socket.write("ok");
      else if (connection.bytes.startsWith("GET")) socket.write(ok("other"));
    });
    client.send(chunkedPost);
    await client.until(() => client.received.endsWith("ok"), "the answer's beginning");
    client.send("0\r\n\r\n");
    expect((await client.answer()).body).toBe("okok");
    await eventually(() => backend.connections[0]?.closed === true, "not kept", 2000);
    const next = await openClient(balancer.port);
    next.send(get);
    expect((await next.answer()).body).toBe("other");
    expect(backend.connections).toHaveLength(2);
  });
});

describe("a request that got interim answers alone", () => {
  it("is not sent again", async () => {
    const { backend, client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n")) socket.end("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    });
    client.send(get);
    expect((await client.answer()).status).toBe(103);
    expect((await client.answer()).status).toBe(502);
    expect(backend.connections).toHaveLength(1);
  });

  it("ends with 502 when they do not end", async () => {
    const { client } = await startChain((_connection, socket) => {
      socket.write("HTTP/1.1 102 Processing\r\n\r\n".repeat(5000));
    });
    client.send(get);
    await client.until(() => client.received.includes("HTTP/1.1 502"), "the end");
    expect(client.received.match(/ 102 /g)?.length).toBeLessThan(200);
  });
});

/** A client that has left without a word that the balancer reads: writing tells. */
async function leaveSilently(client: { end(): void; destroy(): void }): Promise<void> {
  client.end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  client.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("a client that left while its answer was on its way", () => {
  it.each([
    ["in a body", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab", "cd"],
    ["after an interim answer", "HTTP/1.1 103 Early Hints\r\n\r\n", ok("done")],
    ["before a last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", "0\r\n\r\n"],
    ["before two interim answers", "HTTP/1.1 103 Early Hints\r\n\r\n", `HTTP/1.1 103 Early Hints\r\n\r\n${ok("done")}`],
  ])("is counted once: %s", async (_name, first, second) => {
    const backend = await startBackend(() => undefined);
    const balancer = startBalancer({ members: [{ port: backend.port }] });
    const client = await openClient(balancer.port);
    client.send(get);
    await eventually(() => backend.connections.length === 1, "the member has it");
    await leaveSilently(client);
    const { socket } = backend.connections[0] as (typeof backend.connections)[number];
    socket.write(first);
    await new Promise((resolve) => setTimeout(resolve, 30));
    socket.write(second);
    await eventually(() => balancer.count("connections") === 0, "the client is gone");
    expect(balancer.count("requests")).toBe(1);
    expect(balancer.inFlight(0)).toBe(0);
  });
});

describe("a member", () => {
  it("that says close and keep-alive is not used again", async () => {
    const { backend, client } = await startChain(
      answerEach("HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"),
    );
    for (let i = 0; i < 2; i++) {
      client.send(get);
      expect((await client.answer()).body).toBe("ok");
    }
    expect(backend.connections).toHaveLength(2);
  });

  it("that takes what it gets of an upgraded connection slowly gets all of it, though both sides have ended", async () => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.length > 1000 || !connection.bytes.endsWith("\r\n\r\n")) return;
      socket.pause();
      socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
    });
    client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    await client.all();
    const large = 20_000_000;
    client.send("x".repeat(large));
    client.end();
    await eventually(() => balancer.count("bytesIn") > 3_000_000, "on its way");
    const [connection] = backend.connections;
    connection?.socket.resume();
    await eventually(() => connection?.ended === true, "the end");
    expect(connection?.bytes.length).toBeGreaterThan(large);
    await eventually(() => balancer.count("connections") === 0 && balancer.inFlight(0) === 0, "over");
  });
});
