import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";
import { expectIntact } from "./one-more-client";

/* Threats, lesson 4: an answer that is not whole must not end as if it were. */

const get = (minor: number) => `GET /cut HTTP/1.${minor}\r\nHost: h\r\n\r\n`;

describe("an answer that the member breaks off with a reset", () => {
  it.each([
    ["until close, to HTTP/1.1", 1, "HTTP/1.1 200 OK\r\n\r\nhalf"],
    ["until close, to HTTP/1.0", 0, "HTTP/1.1 200 OK\r\n\r\nhalf"],
    ["in chunks, to HTTP/1.0", 0, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
    ["in chunks, within one", 1, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"],
    ["with a length", 1, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"],
  ])("resets the client's connection: %s", async (_name, minor, text) => {
    const { backend, balancer, client } = await startChain(
      answerEach((head) => (head.startsWith("GET /cut") ? text : ok("fine"))),
    );
    client.send(get(minor));
    await client.until(() => client.received.includes("half"), "the beginning");
    backend.connections[0]?.socket.resetAndDestroy();
    await client.until(() => client.closed, "closed");
    expect([client.ended, client.errorCode]).toEqual([false, "ECONNRESET"]);
    expect(client.received).not.toContain("\r\n0\r\n");
    await expectIntact(balancer, backend);
  });
});

describe("a member's idle connection", () => {
  const hint = (seconds: number) => ok("ok", `Keep-Alive: timeout=${seconds}, max=100\r\n`);

  it("is not used as long as the member would keep it: a second less than it says", async () => {
    const { backend, client } = await startChain(answerEach(hint(1)));
    for (let i = 0; i < 2; i++) {
      client.send(get(1));
      expect((await client.answer()).headers.has("keep-alive")).toBe(false);
    }
    expect(backend.connections).toHaveLength(2);
    await eventually(() => backend.connections.every(({ ended }) => ended), "both are closed");
  });

  it("is closed before the member would close it", async () => {
    const { backend, client } = await startChain(answerEach(hint(2)));
    client.send(get(1));
    await client.answer();
    const begun = performance.now();
    await eventually(() => backend.connections[0]?.ended === true, "it is closed");
    expect(performance.now() - begun).toBeGreaterThan(500);
  });

  it("is used again when there is time", async () => {
    const { backend, client } = await startChain(answerEach(hint(5)));
    for (let i = 0; i < 2; i++) {
      client.send(get(1));
      await client.answer();
    }
    expect(backend.connections).toHaveLength(1);
  });
});

describe("chunk extensions", () => {
  it("are counted anew for each request of a connection", async () => {
    const { balancer, backend } = await startChain();
    const client = await openClient(balancer.port);
    const body = `${`1;${"x".repeat(4000)}\r\na\r\n`.repeat(4)}0\r\n\r\n`;
    for (let i = 0; i < 3; i++) {
      client.send(`POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${body}`);
      expect((await client.answer()).status).toBe(200);
    }
    expect(backend.bytes).not.toContain("x".repeat(100));
  });
});
