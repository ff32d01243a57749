import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startChain } from "@/engine/testing/session";

const added = "X-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n";

describe("a request and its answer", () => {
  it("reach each other, and the connections are used again on both sides", async () => {
    const { backend, balancer, client } = await startChain();
    for (let i = 0; i < 3; i++) {
      client.send(`GET /${i} HTTP/1.1\r\nHost: a\r\n\r\n`);
      const answer = await client.answer();
      expect(answer.status).toBe(200);
      expect(answer.body).toBe("ok");
    }
    expect(backend.connections).toHaveLength(1);
    expect(backend.bytes).toBe([0, 1, 2].map((i) => `GET /${i} HTTP/1.1\r\nHost: a\r\n${added}`).join(""));
    expect(balancer.count("requests")).toBe(3);
    expect(balancer.count("status2xx")).toBe(3);
    expect(balancer.count("connections")).toBe(1);
    expect(balancer.inFlight(0)).toBe(0);
    client.destroy();
    await eventually(() => balancer.count("connections") === 0, "no connection is open");
  });

  it("keep the order of pipelined requests, whole or cut anywhere", async () => {
    const { backend, client } = await startChain(answerEach((head, body) => ok(`${head.split(" ")[1]}:${body}`)));
    const one = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
    const two = "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n";
    const three = "GET /c HTTP/1.1\r\nHost: h\r\n\r\n";
    const all = one + two + three;
    for (let cut = 0; cut < all.length; cut += 1) {
      client.send(all.slice(0, cut));
      if (cut % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      client.send(all.slice(cut));
      const bodies = [await client.answer(), await client.answer(), await client.answer()].map(({ body }) => body);
      expect(bodies).toEqual(["/a:abc", "/b:2\r\nde\r\n0\r\n\r\n", "/c:"]);
    }
    expect(backend.connections).toHaveLength(1);
  });

  it("are right when every byte comes alone", async () => {
    const { backend, client } = await startChain();
    const text = "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nde\r\n0\r\nT: 1\r\n\r\n";
    for (const byte of text) {
      client.send(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await client.answer()).status).toBe(200);
    expect(backend.bytes).toBe(
      `POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n${added}2\r\nde\r\n0\r\n\r\n`,
    );
  });

  it("survive a member that closes idle connections", async () => {
    const { backend, client } = await startChain(answerEach(ok("ok", "Connection: close\r\n")));
    for (let i = 0; i < 3; i++) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      const answer = await client.answer();
      expect(answer.headers.has("connection")).toBe(false);
    }
    expect(backend.connections).toHaveLength(3);
  });

  it("take no member before the body's first byte is here", async () => {
    const { backend, client } = await startChain();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(backend.connections).toHaveLength(0);
    client.send("ab");
    expect((await client.answer()).status).toBe(200);
  });
});
