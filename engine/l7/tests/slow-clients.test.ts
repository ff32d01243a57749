import { expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import type { RawClient } from "@/engine/testing/raw-client";
import { openClient, startChain } from "@/engine/testing/session";

/* Threats, lesson 1 and the figures: 150 slow clients of each kind are ended in their time, and the others are served. */

const count = 150;
const timeoutMs = 400;
const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const large = ok("x".repeat(5_000_000));

const kinds: [name: string, begin: (client: RawClient) => void, trickle: string][] = [
  ["head", (client) => client.send("GET / HTTP/1.1\r\nHost: h\r\nA: "), "a"],
  ["body", (client) => client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\na"), "a"],
  [
    "chunked body",
    (client) => client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "1\r\na\r\n",
  ],
  [
    "reading",
    (client) => {
      client.socket.pause();
      client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    },
    "",
  ],
];

it.each(kinds)(
  "150 clients with a slow %s",
  async (_name, begin, trickle) => {
    const { balancer, client: other } = await startChain(
      answerEach((head) => (head.includes("/large") ? large : ok("fine"))),
      { listener: { headerTimeoutMs: timeoutMs, clientDataMs: timeoutMs } },
    );
    const slow = await Promise.all(Array.from({ length: count }, () => openClient(balancer.port)));
    const begun = performance.now();
    for (const client of slow) begin(client);
    const timer = setInterval(() => {
      if (trickle !== "") for (const client of slow) if (client.socket.writable && !client.ended) client.send(trickle);
    }, 50);
    let served = 0;
    while (balancer.count("connections") > 1) {
      other.send(get);
      expect((await other.answer()).body).toBe("fine");
      served += 1;
      expect(performance.now() - begun).toBeLessThan(15_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    clearInterval(timer);
    expect(served).toBeGreaterThan(5);
    await eventually(() => balancer.inFlight(0) === 0, "the member is free");
  },
  20_000,
);
