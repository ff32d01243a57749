import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

/* Threats, lesson 2 and row 31: bytes that came with an upgrade that nobody granted belong to nobody. */

const handshake =
  "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n";
const smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

describe("early bytes after an upgrade", () => {
  it.each([
    ["no member", { members: [] }, 503],
    ["a member that is not there", { members: [{ port: 1 }] }, 502],
  ])("that the balancer itself answers are thrown away: %s", async (_name, options, status) => {
    const { backend, client } = await startChain(undefined, options);
    client.send(handshake + smuggled);
    const text = await client.all();
    expect(text.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(text).toMatch(/\r\nConnection: close\r\n/);
    expect(backend.bytes).toBe("");
  });

  it("that come while the declining answer is on its way are thrown away", async () => {
    const half = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab";
    const behaviour = answerEach((head) => (head.startsWith("GET /ws ") ? half : ok("ok")));
    const { backend, balancer, client } = await startChain(behaviour);
    client.send(handshake);
    await client.until(() => client.received.endsWith("ab"), "half of the answer");
    const before = balancer.count("bytesIn");
    client.send(smuggled);
    await eventually(() => balancer.count("bytesIn") === before + smuggled.length, "the early bytes are read");
    backend.connections[0]?.socket.write("cd");
    expect((await client.all()).endsWith("abcd")).toBe(true);
    expect(backend.bytes).not.toContain("smuggled");
    const other = await openClient(balancer.port);
    other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await other.answer()).body).toBe("ok");
    expect(backend.requestLines).toEqual(["GET /ws HTTP/1.1", "GET /other HTTP/1.1"]);
  });

  it("are given to the member after its 101 alone, and to no other request", async () => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.startsWith("GET /other ")) socket.write(ok("ok"));
    });
    client.send(handshake);
    client.send("early");
    await eventually(() => balancer.count("bytesIn") === handshake.length + 5, "the early bytes are read");
    await eventually(() => backend.connections[0]?.bytes.endsWith("\r\n\r\n") === true, "the member has the handshake");
    const other = await openClient(balancer.port);
    other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await other.answer()).body).toBe("ok");
    expect(backend.bytes).not.toContain("early");
    backend.connections[0]?.socket.write("HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    await client.until(() => client.received.includes("\r\n\r\n"), "the 101");
    await eventually(() => backend.connections[0]?.bytes.endsWith("\r\n\r\nearly") === true, "the early bytes");
    expect(backend.connections[1]?.bytes).not.toContain("early");
  });
});
