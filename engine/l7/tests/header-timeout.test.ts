import { expect, it } from "vitest";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

it("a head that is not complete in its time gets 408, on a kept connection too", async () => {
  const { backend, balancer, client } = await startChain(answerEach(), { listener: { headerTimeoutMs: 150 } });
  const begun = performance.now();
  client.send("GET / HTTP/1.1\r\nHo");
  expect((await client.all(1500)).slice(0, 12)).toBe("HTTP/1.1 408");
  expect(performance.now() - begun).toBeGreaterThanOrEqual(149);
  const kept = await openClient(balancer.port);
  kept.send(`${get}GET /second`);
  expect((await kept.answer()).status).toBe(200);
  expect((await kept.all(1500)).slice(0, 12)).toBe("HTTP/1.1 408");
  expect(backend.requestLines).toHaveLength(1);
});

it("the time for a head is not the time for a body, for an answer, or between requests", async () => {
  const { client } = await startChain(
    (connection, socket) => {
      if (!connection.bytes.endsWith("ab")) return;
      setTimeout(() => socket.write(ok("done")), 300);
    },
    { listener: { headerTimeoutMs: 100 } },
  );
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na");
  await new Promise((resolve) => setTimeout(resolve, 300));
  client.send("b");
  expect((await client.answer()).body).toBe("done");
  await new Promise((resolve) => setTimeout(resolve, 300));
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab");
  expect((await client.answer()).body).toBe("done");
});

it("the time between requests still cuts no head short", async () => {
  const { client } = await startChain(answerEach(), { listener: { clientDataMs: 100 } });
  client.send("GET / HTTP/1.1\r\n");
  await new Promise((resolve) => setTimeout(resolve, 350));
  client.send("Host: h\r\n\r\n");
  expect((await client.answer()).status).toBe(200);
});
