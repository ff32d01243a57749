import { describe, expect, it } from "vitest";
import { sharedNow } from "@/engine/sys/shared-clock";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const slowStartMs = 900_000;

/** Requests of 110 that the first member gets which came online `ago` ms ago, beside one that is there for long. */
async function shareOf(ago: number, slowStart: number): Promise<number> {
  const backends = [await startBackend(), await startBackend()];
  const balancer = startBalancer({
    members: backends.map(({ port }) => ({ port, weight: 10 })),
    pool: { slowStartMs: slowStart },
  });
  balancer.shared.onlineSince[0] = sharedNow() - ago;
  const client = await openClient(balancer.port);
  for (let i = 0; i < 110; i++) {
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    await client.answer();
  }
  return backends[0]?.requestLines.length ?? 0;
}

describe("a member that has just come online", () => {
  it("begins with a tenth of its share and grows", async () => {
    const begun = await shareOf(0, slowStartMs);
    expect(begun).toBeGreaterThanOrEqual(9);
    expect(begun).toBeLessThanOrEqual(13);
    // 55 % of its weight: 11 of 31.
    expect(Math.abs((await shareOf(slowStartMs / 2, slowStartMs)) - 39)).toBeLessThanOrEqual(2);
    expect(await shareOf(slowStartMs, slowStartMs)).toBe(55);
  });

  it("has its full share at once without the setting", async () => {
    expect(await shareOf(0, 0)).toBe(55);
  });
});
