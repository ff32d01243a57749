import { afterEach, describe, expect, it } from "vitest";
import { Balancer } from "@/engine/testing/balancer";
import { RawClient } from "@/engine/testing/raw-client";
import { answerEach, ok, RecordingBackend } from "@/engine/testing/recording-backend";
import { eventually } from "@/engine/testing/deadline";

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function start(
  behaviour = answerEach(),
): Promise<{ backend: RecordingBackend; balancer: Balancer; client: RawClient }> {
  const backend = await RecordingBackend.start(behaviour);
  const balancer = new Balancer({ members: [{ port: backend.port }] });
  open.push(balancer, backend);
  return { backend, balancer, client: await RawClient.open(balancer.port) };
}

describe("a request and its answer", () => {
  it("reach each other, and the connections are used again on both sides", async () => {
    const { backend, balancer, client } = await start();
    for (let i = 0; i < 3; i++) {
      client.send(`GET /${i} HTTP/1.1\r\nHost: a\r\n\r\n`);
      const answer = await client.answer();
      expect(answer.status).toBe(200);
      expect(answer.body).toBe("ok");
    }
    expect(backend.connections).toHaveLength(1);
    expect(backend.bytes).toBe(
      [0, 1, 2]
        .map(
          (i) =>
            `GET /${i} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n\r\n`,
        )
        .join(""),
    );
    expect(balancer.count("requests")).toBe(3);
    expect(balancer.count("status2xx")).toBe(3);
    expect(balancer.count("connections")).toBe(1);
    expect(balancer.inFlight(0)).toBe(0);
    client.destroy();
    await eventually(() => balancer.count("connections") === 0, "no connection is open");
  });

  it("keeps the order of pipelined requests, whole or cut anywhere", async () => {
    const { backend, client } = await start(answerEach((head, body) => ok(`${head.split(" ")[1]}:${body}`)));
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
});
