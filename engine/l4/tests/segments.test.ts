import { expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { dial, startPair } from "./support";

const rounds = 40;

it("segments with clients are counted while a connection is open, and to the last when it ends (MT-05, MT-06)", async () => {
  const { balancer } = await startPair();
  const client = await dial(balancer);
  for (let round = 1; round <= rounds; round++) {
    client.send("x");
    await client.until(() => client.received.length === round, "relayed");
  }
  await eventually(() => balancer.count("packetsIn") >= rounds, "counted while it is open", 15_000);
  client.destroy();
  await eventually(() => balancer.count("connections") === 0, "gone");
  for (const cell of ["packetsIn", "packetsOut"] as const) {
    // Each byte is a segment of its own, and each is acknowledged by the answer or by a segment more.
    expect(balancer.count(cell)).toBeGreaterThanOrEqual(rounds);
    expect(balancer.count(cell)).toBeLessThanOrEqual(2 * rounds + 5);
  }
  expect(balancer.count("inactiveConnections")).toBe(0);
}, 30_000);
