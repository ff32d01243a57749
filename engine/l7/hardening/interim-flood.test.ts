import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { ok } from "@/engine/testing/recording-backend";
import { openClient, startChain } from "@/engine/testing/session";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

describe("interim answers", () => {
  it("of many bytes end with 502 before they fill the memory for a client that does not read", async () => {
    const interim = `HTTP/1.1 103 Early Hints\r\nA: ${"x".repeat(60_000)}\r\n\r\n`;
    let told = 0;
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.startsWith("GET /other ")) socket.write(ok("fine"));
      const more = (): void => {
        if (socket.destroyed || told > 200) return;
        told += 1;
        socket.write(interim, () => setImmediate(more));
      };
      if (connection.bytes.startsWith("GET / ")) more();
    });
    client.socket.pause();
    client.send(get);
    await eventually(() => balancer.count("status502") === 1, "it is ended");
    expect(balancer.count("bytesOut")).toBeLessThan(80_000);
    const other = await openClient(balancer.port);
    other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
    expect((await other.answer()).body).toBe("fine");
    expect(backend.requestLines).toEqual(["GET / HTTP/1.1", "GET /other HTTP/1.1"]);
  });

  it("pass in order before the answer, however they are cut", async () => {
    const text = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nA: b\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n${ok("fine")}`;
    let cut = 0;
    const { backend, client } = await startChain((connection, socket) => {
      if (!connection.bytes.endsWith("\r\n\r\n")) return;
      socket.write(text.slice(0, cut));
      setTimeout(() => socket.write(text.slice(cut)), 2);
    });
    for (cut = 1; cut < text.length; cut += 3) {
      client.send(get);
      expect([(await client.answer()).status, (await client.answer()).status, (await client.answer()).status]).toEqual([
        100, 102, 103,
      ]);
      expect((await client.answer()).body).toBe("fine");
    }
    expect(backend.connections).toHaveLength(1);
  });

  it("do not extend the time for the answer", async () => {
    const { client } = await startChain(
      (connection, socket) => {
        if (!connection.bytes.endsWith("\r\n\r\n")) return;
        const timer = setInterval(() => socket.write("HTTP/1.1 102 Processing\r\n\r\n"), 30);
        socket.once("close", () => clearInterval(timer));
      },
      { listener: { memberDataMs: 200 } },
    );
    client.send(get);
    await client.until(() => client.received.includes("HTTP/1.1 504 "), "504");
  });
});
