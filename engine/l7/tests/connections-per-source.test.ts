import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { openClient, startBackend, startBalancer, startChain } from "@/engine/testing/session";
import { answerEach } from "@/engine/testing/recording-backend";
import { takeBackGauges } from "@/engine/workers/memory-rows";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const total = (words: Int32Array) => words.reduce((sum, word) => sum + word, 0);

describe("connections of one source", () => {
  it("beyond the limit are closed at accept and counted as refused; others are not concerned", async () => {
    const { balancer, client } = await startChain(answerEach(), { listener: { connectionsPerSource: 2 } });
    const second = await openClient(balancer.port);
    for (const one of [client, second]) {
      one.send(get);
      expect((await one.answer()).status).toBe(200);
    }
    const third = await openClient(balancer.port);
    await third.until(() => third.closed, "closed");
    expect(third.received).toBe("");
    const other = await openClient(balancer.port, "127.0.0.2");
    other.send(get);
    expect((await other.answer()).status).toBe(200);
    expect([balancer.count("refusedConnections"), balancer.count("connections")]).toEqual([1, 3]);
    second.destroy();
    await eventually(() => balancer.count("connections") === 2, "gone");
    const fourth = await openClient(balancer.port);
    fourth.send(get);
    expect((await fourth.answer()).status).toBe(200);
    for (const one of [client, other, fourth]) one.destroy();
    await eventually(() => balancer.count("connections") === 0, "gone");
    expect(total(balancer.shared.sourcePartsOf(0))).toBe(0);
  });

  it("are without limit and uncounted when the listener sets none", async () => {
    const { balancer, client } = await startChain();
    const more = [client, await openClient(balancer.port), await openClient(balancer.port)];
    for (const one of more) {
      one.send(get);
      expect((await one.answer()).status).toBe(200);
    }
    expect(total(balancer.shared.sources)).toBe(0);
  });

  it("that a dead worker held are given back", async () => {
    const backend = await startBackend();
    const balancer = startBalancer({ members: [{ port: backend.port }], listener: { connectionsPerSource: 1 } });
    const client = await openClient(balancer.port);
    client.send(get);
    await client.answer();
    expect(total(balancer.shared.sourcePartsOf(0))).toBe(1);
    takeBackGauges(balancer.shared, 0);
    expect(total(balancer.shared.sourcePartsOf(0))).toBe(0);
    const next = await openClient(balancer.port);
    next.send(get);
    expect((await next.answer()).status).toBe(200);
  });
});
