import { describe, expect, it } from "vitest";
import { compileAddressSet } from "@/engine/limits/address-set";
import { ProxyHeader } from "@/engine/proxy-protocol/proxy-header";
import { proxyHeader } from "@/engine/proxy-protocol/write-header";
import { eventually } from "@/engine/testing/deadline";
import { startBackend } from "@/engine/testing/session";
import { dial, echo, outcome, silent, startPair, startTcp } from "./support";

const compiled = compileAddressSet(["127.0.0.9"]);
const proxyProtocolFrom = "set" in compiled ? compiled.set : null;
const target = { address: "127.0.0.1", port: 80 };

describe("the PROXY protocol towards members (K-17)", () => {
  it.each(["v1", "v2"] as const)("%s names client and listener before the first byte", async (proxyProtocol) => {
    const { backend, balancer } = await startPair(silent, { pool: { proxyProtocol } });
    const client = await dial(balancer, "127.0.0.7");
    client.send("hello");
    await eventually(() => backend.bytes.endsWith("hello"), "header and bytes");
    const bytes = Buffer.from(backend.bytes, "latin1");
    const header = new ProxyHeader();
    expect(header.parse(bytes, bytes.length)).toBe(bytes.length - 5);
    expect([header.address, header.port]).toEqual(["127.0.0.7", client.socket.localPort]);
    if (proxyProtocol === "v1") {
      expect(backend.bytes).toBe(`PROXY TCP4 127.0.0.7 127.0.0.1 ${client.socket.localPort} ${balancer.port}\r\nhello`);
    }
    expect(balancer.count("bytesIn")).toBe(5);
    client.destroy();
  });
});

describe("the PROXY protocol of trusted peers", () => {
  it("is taken off, in pieces too, and its client is the one that members hear of", async () => {
    const { backend, balancer } = await startPair(silent, {
      listener: { proxyProtocolFrom },
      pool: { proxyProtocol: "v1" },
    });
    for (const version of ["v1", "v2"] as const) {
      const client = await dial(balancer, "127.0.0.9");
      client.socket.setNoDelay(true);
      const bytes = proxyHeader(version, { address: "203.0.113.7", port: 4711 }, target);
      for (const byte of bytes) {
        client.socket.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      client.send("hello");
      await eventually(() => backend.bytes.endsWith("hello"), "the bytes behind it");
      expect(backend.bytes).toBe(`PROXY TCP4 203.0.113.7 127.0.0.1 4711 ${balancer.port}\r\nhello`);
      client.destroy();
      backend.connections.length = 0;
    }
  });

  it("chooses the member by the announced client", async () => {
    const backends = [await startBackend(echo), await startBackend(echo)];
    const balancer = startTcp(
      backends.map(({ port }) => port),
      { listener: { proxyProtocolFrom }, pool: { algorithm: "SOURCE_IP" } },
    );
    for (let i = 0; i < 16; i++) {
      const client = await dial(balancer, "127.0.0.9");
      client.send(`PROXY TCP4 203.0.113.${i} 127.0.0.1 1 2\r\nping`);
      await client.until(() => client.received === "ping", "relayed");
      client.destroy();
    }
    for (const { connections } of backends) expect(connections.length).toBeGreaterThan(0);
  });

  it("must be there and right, or the connection is reset; others come without it", async () => {
    const { backend, balancer } = await startPair(echo, { listener: { proxyProtocolFrom, headerTimeoutMs: 200 } });
    expect(await outcome(balancer, "127.0.0.9")).toBe("reset");
    const broken = await dial(balancer, "127.0.0.9");
    broken.send("PROXY TCP4 203.0.113.7 127.0.0.1 1\r\n");
    await broken.until(() => broken.closed, "reset");
    const late = await dial(balancer, "127.0.0.9");
    late.send("PROXY TCP4 ");
    await late.until(() => late.closed, "reset after the time for headers");
    expect(late.errorCode).toBe("ECONNRESET");
    expect(backend.connections.length).toBe(0);
    expect(await outcome(balancer, "127.0.0.8")).toBe("relayed");
    expect(balancer.count("malformedRequests")).toBe(2);
  });

  it("leaves the whitelist to the peer: an announced client is not looked up", async () => {
    const only = compileAddressSet(["127.0.0.9"]);
    const whitelist = "set" in only ? only.set : null;
    const { balancer } = await startPair(echo, { listener: { proxyProtocolFrom, whitelist } });
    const client = await dial(balancer, "127.0.0.9");
    client.send("PROXY TCP4 203.0.113.7 127.0.0.1 1 2\r\nping");
    await client.until(() => client.received === "ping", "relayed");
    expect(await outcome(balancer, "127.0.0.8")).toBe("reset");
    client.destroy();
  });
});
