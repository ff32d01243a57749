import { describe, expect, it } from "vitest";
import { ipv4Number } from "@/engine/limits/peer-address";
import { proxyHeader } from "@/engine/proxy-protocol/write-header";
import { addressSet } from "@/engine/testing/balancer";
import { RawClient } from "@/engine/testing/raw-client";
import { answerEach } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";

const proxy = "127.0.0.9";
const trustedProxies = addressSet(ipv4Number(proxy), ipv4Number("203.0.113.200"));
const believing = { trustedProxies, proxyProtocolFrom: trustedProxies, fixedHeaders: "" };
const target = { address: "127.0.0.1", port: 80 };
const request = "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n";

async function start(change: object = {}) {
  const backend = await startBackend(answerEach());
  const balancer = startBalancer({ members: [{ port: backend.port }], listener: { ...believing, ...change } });
  return { backend, balancer, dial: (from = proxy) => RawClient.open(balancer.port, "127.0.0.1", from) };
}

describe("the PROXY protocol of trusted peers of an HTTP listener (K-17, K-20)", () => {
  it.each(["v1", "v2"] as const)("%s, in pieces too: its client stands in the peer's place", async (version) => {
    const { backend, dial } = await start();
    const client = await dial();
    client.socket.setNoDelay(true);
    for (const byte of proxyHeader(version, { address: "203.0.113.7", port: 4711 }, target)) {
      client.socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    client.send(request + request);
    await client.until(() => client.received.split("200 OK").length === 3, "two answers");
    client.destroy();
    // The announced client is no trusted proxy: what it says about others is not believed.
    expect(backend.bytes.match(/X-Real-IP: .*/g)).toEqual(["X-Real-IP: 203.0.113.7", "X-Real-IP: 203.0.113.7"]);
    expect(backend.bytes).toContain("X-Forwarded-For: 6.6.6.6, 203.0.113.7\r\n");
    expect(backend.bytes).not.toContain("PROXY");
  });

  it("may announce another trusted proxy, whose X-Forwarded-For is read", async () => {
    const { backend, dial } = await start();
    const client = await dial();
    client.send(`PROXY TCP4 203.0.113.200 127.0.0.1 1 2\r\n${request}`);
    await client.until(() => client.received.includes("200 OK"), "an answer");
    client.destroy();
    expect(backend.bytes).toContain("X-Real-IP: 6.6.6.6");
  });

  it("is judged by the access list; without an announced client the peer stands for itself", async () => {
    const { dial } = await start({ whitelist: addressSet(ipv4Number("203.0.113.7")) });
    for (const [header, status] of [
      ["PROXY TCP4 203.0.113.7 127.0.0.1 1 2\r\n", "200"],
      ["PROXY TCP4 203.0.113.8 127.0.0.1 1 2\r\n", "403"],
      ["PROXY TCP6 2001:db8::1 ::1 1 2\r\n", "403"],
      ["PROXY UNKNOWN\r\n", "403"],
    ] as const) {
      const client = await dial();
      client.send(`${header}GET / HTTP/1.1\r\nHost: h\r\n\r\n`);
      await client.until(() => client.received.includes(`HTTP/1.1 ${status}`), `${status} for ${header}`);
      client.destroy();
    }
  });

  it("must be there, right and in time, or the connection is reset; others come without it", async () => {
    const { backend, balancer, dial } = await start({ headerTimeoutMs: 200 });
    for (const bytes of [request, "PROXY TCP4 203.0.113.7 127.0.0.1 1\r\n", "PROXY TCP4 ", ""]) {
      const client = await dial();
      client.send(bytes);
      await client.until(() => client.closed, "reset");
      expect(client.errorCode, bytes).toBe("ECONNRESET");
    }
    expect(backend.connections.length).toBe(0);
    expect(balancer.count("malformedRequests")).toBe(2);
    expect(balancer.count("connections")).toBe(0);
    const other = await dial("127.0.0.8");
    other.send(request);
    await other.until(() => other.received.includes("200 OK"), "an answer without a header");
    other.destroy();
  });
});
