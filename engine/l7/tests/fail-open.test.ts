import { describe, expect, it } from "vitest";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

async function setUp(failOpen: boolean) {
  const backends = [
    await startBackend(answerEach(ok("a"))),
    await startBackend(answerEach(ok("b"))),
    await startBackend(answerEach(ok("c"))),
    await startBackend(answerEach(ok("d"))),
  ];
  const members = backends.map(({ port }, i) => ({ port, enabled: i !== 2, weight: i === 3 ? 0 : 1 }));
  const balancer = startBalancer({ members, pool: { failOpen } });
  const client = await openClient(balancer.port);
  const ask = async () => {
    client.send(get);
    const { status, body } = await client.answer();
    return status === 200 ? body : String(status);
  };
  return { balancer, ask };
}

describe("a pool without a healthy member", () => {
  it("answers 503 when it does not fail open", async () => {
    const { balancer, ask } = await setUp(false);
    for (const i of [0, 1, 2, 3]) balancer.setHealth(i, "offline");
    expect(await ask()).toBe("503");
  });

  it("uses enabled members of a weight when it fails open, and only then (K-30)", async () => {
    const { balancer, ask } = await setUp(true);
    balancer.setHealth(0, "offline");
    expect([await ask(), await ask()]).toEqual(["b", "b"]);
    balancer.setHealth(1, "unknown");
    balancer.setHealth(3, "online");
    const used = [await ask(), await ask(), await ask(), await ask()];
    expect(used.toSorted()).toEqual(["a", "a", "b", "b"]);
    balancer.setHealth(0, "online");
    expect([await ask(), await ask()]).toEqual(["a", "a"]);
  });

  it("answers 503 when all are switched off", async () => {
    const { balancer, ask } = await setUp(true);
    const off = [1, 2].map((port) => ({ port, enabled: false }));
    balancer.apply({ members: [...off, { port: 3, weight: 0 }] });
    expect(await ask()).toBe("503");
  });
});
