import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

const post = (length: number) => `POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: ${length}\r\n\r\n`;
const no = "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno";

describe("a member that answers before the request is whole", () => {
  it.each(["ends", "resets"])("and %s: the client gets its answer whole, then the end", async (how) => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.startsWith("GET ")) socket.write(ok("fine"));
      else if (!connection.ended && connection.bytes.includes("\r\n\r\n") && !socket.writableEnded) {
        socket.pause();
        socket.end(no);
        if (how === "resets") setTimeout(() => socket.destroy(), 20);
      }
    });
    const size = 4_000_000;
    client.send(post(size));
    const part = "x".repeat(100_000);
    for (let sent = 0; sent < size; sent += part.length) client.send(part);
    const text = await client.all();
    expect(text).toMatch(/^HTTP\/1\.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno$/);
    const other = await openClient(balancer.port);
    other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await other.answer()).body).toBe("fine");
    expect(backend.connections[0]?.bytes).not.toContain("GET /other");
    expect(balancer.inFlight(0)).toBe(0);
    expect(balancer.count("status4xx")).toBe(1);
    await eventually(() => balancer.count("connections") === 1, "the first client's connection is over");
  });

  it("and keeps its connection: nobody else's request follows the cut one there", async () => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.includes("POST /large") && !connection.bytes.includes("yyy")) socket.write(ok("early"));
      else if (connection.bytes.startsWith("GET ")) socket.write(ok("fine"));
    });
    client.send(`${post(1000)}${"x".repeat(10)}`);
    expect((await client.answer()).body).toBe("early");
    const other = await openClient(balancer.port);
    other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await other.answer()).body).toBe("fine");
    client.send("y".repeat(990));
    await client.all();
    expect(backend.connections).toHaveLength(2);
    expect(backend.connections[1]?.bytes).toMatch(/^GET \/other HTTP\/1\.1\r\nHost: h\r\n/);
    expect(backend.connections[0]?.bytes).not.toContain("GET");
  });

  it("and the rest of the request is not taken for the next one", async () => {
    const { backend, client } = await startChain((connection, socket) => {
      if (connection.bytes.includes("x".repeat(10)) && !connection.bytes.includes("GET")) socket.write(ok("early"));
    });
    client.send(`${post(1000)}${"x".repeat(10)}`);
    await client.answer();
    client.send("GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3));
    expect(await client.all()).toBe("");
    expect(backend.requestLines).toEqual(["POST /large HTTP/1.1"]);
  });
});
