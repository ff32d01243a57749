import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { RawClient } from "@/engine/testing/raw-client";
import { startBackend, startBalancer } from "@/engine/testing/session";
import { deadline, eventually } from "@/engine/testing/deadline";
import { probe } from "@/engine/health/probe";
import { monitor } from "@/engine/plan/testing/sample-snapshot";
import { dial } from "./support";

const sources = ["127.0.0.21", "127.0.0.22"];
const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe("connections to members come from the pool of source addresses, in turn (BS-05)", () => {
  it("of HTTP and TCP listeners", async () => {
    for (const protocol of ["HTTP", "TCP"] as const) {
      const from: (string | undefined)[] = [];
      const backend = await startBackend((_, socket) => {
        from.push(socket.remoteAddress);
        socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
      });
      const balancer = startBalancer({
        members: [{ port: backend.port, sources }],
        listener: { protocol },
        pool: { protocol },
      });
      for (let i = 0; i < 4; i++) {
        const client = await dial(balancer);
        client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        await client.until(() => client.received.includes("204"), "an answer");
        client.destroy();
      }
      expect(new Set(from)).toEqual(new Set(sources));
    }
  });

  it("of UDP flows", async () => {
    const member = createSocket("udp4").bind(0, "127.0.0.1");
    closers.push(() => member.close());
    await once(member, "listening");
    const from = new Set<string>();
    member.on("message", (_, { address }) => from.add(address));
    const balancer = startBalancer({
      members: [{ port: member.address().port, sources }],
      listener: { protocol: "UDP" },
      pool: { protocol: "UDP" },
    });
    for (let i = 0; i < 2; i++) {
      const client = createSocket("udp4");
      closers.push(() => client.close());
      client.send("ping", balancer.port, "127.0.0.1");
    }
    await eventually(() => from.size === 2, "datagrams from both addresses");
    expect(from).toEqual(new Set(sources));
  });

  it("and of another one once the pool changes: connections that idle are not used again", async () => {
    const from: (string | undefined)[] = [];
    const backend = await startBackend((_, socket) => {
      from.push(socket.remoteAddress);
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    const balancer = startBalancer({ members: [{ port: backend.port, sources: ["127.0.0.21"] }] });
    const client = await RawClient.open(balancer.port);
    const ask = async (count: number) => {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      await client.until(() => client.received.split("200 OK").length > count, "an answer");
    };
    await ask(1);
    balancer.apply({ members: [{ port: backend.port, sources: ["127.0.0.22"] }] });
    await ask(2);
    client.destroy();
    expect(from).toEqual(["127.0.0.21", "127.0.0.22"]);
  });

  it("an address that the host lost is a failed connection, not a fault", async () => {
    const backend = await startBackend();
    const balancer = startBalancer({ members: [{ port: backend.port, sources: ["192.0.2.77"] }] });
    const client = await RawClient.open(balancer.port);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await client.until(() => client.received.includes("502") || client.received.includes("503"), "a refusal");
    client.destroy();
    expect(backend.connections.length).toBe(0);
  });

  it.each(["TCP", "HTTP"] as const)("of %s probes", async (type) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      sockets.push(socket);
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    server.listen(0, "127.0.0.1");
    closers.push(() => server.close());
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const target = { address: "127.0.0.1", port, monitor: monitor({ type }), source: "127.0.0.21" };
    expect(await deadline(probe(target), "a probe")).toMatchObject({ ok: true, trace: { source: "127.0.0.21" } });
    expect(await probe({ ...target, source: "192.0.2.77" })).toMatchObject({ ok: false, reason: "UNREACHABLE" });
  });
});
