import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startChain } from "@/engine/testing/session";

/** Holds up the thread, as garbage collection or a busy machine does. */
function stall(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe("a thread that was held up longer than a deadline", () => {
  it("serves what came in meanwhile, on a new and on an open connection", async () => {
    const listener = { clientDataMs: 400, headerTimeoutMs: 400, memberDataMs: 400 };
    const { balancer, client } = await startChain(answerEach(ok("ok")), { listener });
    const { wheel } = balancer.dataPath;
    for (let i = 0; i < 2; i++) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      stall(800);
      expect((await client.answer()).status).toBe(200);
      const { now } = wheel;
      await eventually(() => wheel.now > now, "a tick in time");
    }
  });

  it("still ends a connection that nothing came on", async () => {
    const { balancer, client } = await startChain(answerEach(), { listener: { headerTimeoutMs: 200 } });
    client.send("GET / HT");
    stall(500);
    expect((await client.answer(false, 1500)).status).toBe(408);
    expect(balancer.count("status4xx")).toBe(1);
  });
});
