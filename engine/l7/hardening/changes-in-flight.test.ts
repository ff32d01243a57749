import { describe, expect, it } from "vitest";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

describe("a request whose body is still to come", () => {
  it("goes to the members that are there when it comes", async () => {
    const old = await startBackend();
    const fresh = await startBackend();
    const balancer = startBalancer({ members: [{ port: old.port, id: "old" }] });
    const client = await openClient(balancer.port);
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n");
    await client.until(() => true, "sent");
    await new Promise((resolve) => setTimeout(resolve, 30));
    balancer.apply({ members: [{ port: fresh.port, id: "fresh" }] });
    client.send("ab");
    expect((await client.answer()).status).toBe(200);
    expect(fresh.connections).toHaveLength(1);
  });
});
