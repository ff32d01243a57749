import { describe, expect, it } from "vitest";
import { compileAddressSet } from "@/engine/limits/address-set";
import type { AddressSet } from "@/engine/plan/plan";
import { eventually } from "@/engine/testing/deadline";
import { dial, outcome, startPair } from "./support";

function setOf(...cidrs: string[]): AddressSet {
  const compiled = compileAddressSet(cidrs);
  if (!("set" in compiled)) throw new Error("not a set");
  return compiled.set;
}

describe("the whitelist of a TCP listener (AC-01..AC-06)", () => {
  it("lets listed sources in and resets the others before a member hears of them", async () => {
    const whitelist = setOf("127.0.0.1", "127.0.2.0/24", "127.200.0.0/13");
    const { backend, balancer } = await startPair(undefined, { listener: { whitelist } });
    const inside = ["127.0.0.1", "127.0.2.0", "127.0.2.255", "127.200.0.1", "127.207.255.254"];
    const outside = ["127.0.0.2", "127.0.1.255", "127.0.3.0", "127.199.255.255", "127.208.0.0", "127.255.255.254"];
    for (const source of inside) expect(await outcome(balancer, source), source).toBe("relayed");
    const { length } = backend.connections;
    for (const source of outside) expect(await outcome(balancer, source), source).toBe("reset");
    expect(backend.connections.length).toBe(length);
    expect(balancer.count("refusedConnections")).toBe(outside.length);
    expect(balancer.count("newConnections")).toBe(inside.length);
  });

  it("admits nobody when it is empty, and a change is for new connections only", async () => {
    const { balancer } = await startPair();
    const client = await dial(balancer);
    client.send("a");
    await client.until(() => client.received === "a", "relayed");
    balancer.apply({ listener: { protocol: "TCP", whitelist: setOf() } });
    expect(await outcome(balancer)).toBe("reset");
    client.send("b");
    await client.until(() => client.received === "ab", "the open one goes on");
    client.destroy();
  });
});

describe("limits of a TCP listener", () => {
  it("reset the connections above them, and free places count again", async () => {
    const { balancer } = await startPair(undefined, { listener: { connectionLimit: 2, connectionsPerSource: 1 } });
    const first = await dial(balancer, "127.0.0.5");
    first.send("a");
    await first.until(() => first.received === "a", "relayed");
    expect(await outcome(balancer, "127.0.0.5")).toBe("reset");
    const second = await dial(balancer, "127.0.0.6");
    second.send("b");
    await second.until(() => second.received === "b", "relayed");
    expect(await outcome(balancer, "127.0.0.7")).toBe("reset");
    first.destroy();
    await eventually(() => balancer.count("connections") === 1, "one left");
    expect(await outcome(balancer, "127.0.0.5")).toBe("relayed");
    second.destroy();
  });
});
