import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { openBlackHole } from "@/engine/testing/full-backlog";
import { openClient, startChain } from "@/engine/testing/session";

/* Threats, lesson 5: a client that goes away stops the member's work, wherever its request stands. */

describe("a client that resets its connection", () => {
  it("while its member is connected to leaves nothing behind", async (test) => {
    const hole = await openBlackHole();
    if (hole === null) return test.skip();
    const { balancer, client } = await startChain(undefined, {
      members: [{ port: hole.port }],
      listener: { memberConnectMs: 60_000 },
    });
    const { registry } = balancer.dataPath;
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    await eventually(() => registry.connections === 1, "it is connected to");
    client.socket.resetAndDestroy();
    await eventually(() => registry.connections === 0 && balancer.inFlight(0) === 0, "nothing is left");
    expect(balancer.count("status499")).toBe(1);
    hole.close();
  });

  it("while a large answer waits for it stops the member", async () => {
    const { backend, balancer, client } = await startChain((_connection, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n");
      const part = Buffer.alloc(1_000_000);
      const more = (): void => {
        if (!socket.destroyed) socket.write(part, () => setImmediate(more));
      };
      more();
    });
    client.socket.pause();
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    await eventually(() => balancer.count("bytesOut") > 100_000, "the answer has begun");
    client.socket.resetAndDestroy();
    await eventually(() => backend.connections[0]?.closed === true, "the member is told");
    expect([balancer.inFlight(0), balancer.count("connections")]).toEqual([0, 0]);
  });

  it("while its body waits for a member that does not read is over at the latest in the member's time", async () => {
    const { backend, balancer } = await startChain((_connection, socket) => void socket.pause(), {
      listener: { memberDataMs: 300 },
    });
    const client = await openClient(balancer.port);
    client.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 90000000\r\n\r\n${"x".repeat(40_000_000)}`);
    await eventually(() => balancer.inFlight(0) === 1 && balancer.count("bytesIn") > 500_000, "the body has begun");
    client.socket.resetAndDestroy();
    await eventually(() => balancer.inFlight(0) === 0 && balancer.count("connections") === 1, "it is over");
    backend.behaviour = () => undefined;
    backend.connections[0]?.socket.resume();
    await eventually(() => backend.connections[0]?.closed === true, "the member is told");
  });
});
