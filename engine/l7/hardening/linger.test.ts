import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { startChain } from "@/engine/testing/session";
import { expectIntact } from "./one-more-client";

/* After our last word what a client still sends is thrown away, up to 64 kB or 1 s (threats: early response). */

const bad = "GET / HTTP/1.1\r\nHost : h\r\n\r\n";

describe("a client that was refused", () => {
  it("and goes on sending is cut off soon, and nothing of it is read", async () => {
    const { backend, balancer, client } = await startChain();
    client.send(bad);
    await client.until(() => client.received.startsWith("HTTP/1.1 400"), "400");
    const flood = "GET /flood HTTP/1.1\r\nHost: h\r\n\r\n".repeat(100_000);
    client.send(flood);
    await eventually(() => balancer.count("connections") === 0, "cut off", 3000);
    expect(balancer.count("bytesIn")).toBeLessThan(400_000);
    expect(balancer.count("requests")).toBe(1);
    await expectIntact(balancer, backend);
    expect(backend.bytes).not.toContain("flood");
  });

  it("and stays silent is let go after a second", async () => {
    const { balancer, client } = await startChain();
    client.send(bad);
    await client.all();
    expect(balancer.count("connections")).toBe(1);
    await eventually(() => balancer.count("connections") === 0, "let go", 3000);
  });

  it("and does not read its answer is let go in its time", async () => {
    const { balancer, client } = await startChain(undefined, { listener: { clientDataMs: 300 } });
    client.socket.pause();
    client.send(bad);
    await eventually(() => balancer.count("connections") === 0, "let go", 3000);
  });
});
