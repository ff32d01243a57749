import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import type { Behaviour } from "@/engine/testing/recording-backend";
import { ok } from "@/engine/testing/recording-backend";
import { startChain } from "@/engine/testing/session";

const handshake =
  "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n";
const switching =
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n";

/** Upgrades, then echoes. */
const echo: Behaviour = (connection, socket) => {
  const end = connection.bytes.indexOf("\r\n\r\n") + 4;
  if (end < 4) return;
  const state = connection as typeof connection & { sent?: number };
  if (state.sent === undefined) {
    socket.write(`${switching}hello`);
    state.sent = end;
  }
  if (connection.bytes.length > state.sent) socket.write(connection.bytes.slice(state.sent), "latin1");
  state.sent = connection.bytes.length;
};

describe("an upgrade", () => {
  it("carries bytes both ways after the member's 101, early ones too", async () => {
    const { backend, balancer, client } = await startChain(echo);
    client.send(`${handshake}early`);
    await client.until(() => client.received.endsWith("helloearly"), "the early bytes back");
    expect(client.received).toContain("HTTP/1.1 101 Switching Protocols\r\n");
    expect(client.received).toMatch(/\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n/);
    expect(backend.bytes).toContain("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
    client.received = "";
    const large = "x".repeat(300_000);
    client.send(large);
    await client.until(() => client.received.length === large.length, "everything back");
    expect(balancer.inFlight(0)).toBe(1);
    client.end();
    await client.all();
    await eventually(() => balancer.inFlight(0) === 0 && balancer.count("connections") === 0, "all is over");
    expect(balancer.count("statusOther")).toBe(1);
  });

  it("that the member declines is an ordinary answer, the last one of the connection", async () => {
    const { client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n")) socket.write(ok("no"));
    });
    client.send(handshake);
    const answer = await client.answer();
    expect([answer.status, answer.body, answer.headers.get("connection")]).toEqual([200, "no", "close"]);
    expect(await client.all()).toBe("");
  });

  it("that the member declines throws early bytes away and closes", async () => {
    const { backend, client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n")) setTimeout(() => socket.write(ok("no")), 30);
    });
    client.send(`${handshake}GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n`);
    const answer = await client.answer();
    expect(answer.headers.get("connection")).toBe("close");
    await client.all();
    expect(backend.bytes).not.toContain("smuggled");
  });

  it("ends when nobody has said a word for long", async () => {
    const { balancer, client } = await startChain(echo, { listener: { clientDataMs: 150, memberDataMs: 150 } });
    client.send(handshake);
    await client.until(() => client.closed, "closed");
    await eventually(() => balancer.inFlight(0) === 0, "the member is free");
  });

  it("stays while one side speaks, and ends once each has been silent for its own time", async () => {
    const { backend, balancer, client } = await startChain(echo, {
      listener: { clientDataMs: 100, memberDataMs: 400 },
    });
    client.send(handshake);
    await client.until(() => client.received.endsWith("hello"), "the greeting");
    const member = backend.connections[0]?.socket;
    const timer = setInterval(() => member?.write("."), 50);
    await client.until(
      () => client.received.endsWith(".".repeat(12)),
      "the member alone speaks, for longer than both times",
    );
    clearInterval(timer);
    expect(client.closed).toBe(false);
    await client.until(() => client.closed, "closed");
    await eventually(() => balancer.inFlight(0) === 0, "the member is free");
  });

  it("stays while the client alone speaks", async () => {
    const { backend, client } = await startChain(
      (connection, socket) => {
        if (connection.bytes.endsWith("\r\n\r\n")) socket.write(switching);
      },
      { listener: { clientDataMs: 400, memberDataMs: 100 } },
    );
    client.send(handshake);
    await client.until(() => client.received.endsWith("\r\n\r\n"), "the 101");
    const timer = setInterval(() => client.send("."), 50);
    await eventually(
      () => backend.bytes.endsWith(".".repeat(12)),
      "the client alone speaks, for longer than both times",
    );
    clearInterval(timer);
    expect(client.closed).toBe(false);
    await client.until(() => client.closed, "closed");
  });

  it.each(["client", "member"])("holds the other side while its %s does not read", async (slow) => {
    const { backend, balancer, client } = await startChain((connection, socket) => {
      if (connection.bytes.endsWith("\r\n\r\n")) socket.write(switching);
    });
    client.send(handshake);
    await client.until(() => client.received.endsWith("\r\n\r\n"), "the 101");
    backend.behaviour = () => undefined;
    const member = backend.connections[0]?.socket as Socket;
    const [reader, writer] = slow === "client" ? [client.socket, member] : [member, client.socket];
    reader.pause();
    const megabyte = Buffer.alloc(1_048_576);
    for (let i = 0; i < 60; i++) writer.write(megabyte);
    const cell = slow === "client" ? "bytesOut" : "bytesIn";
    let last = -1;
    await eventually(() => {
      const still = balancer.count(cell) > 0 && balancer.count(cell) === last;
      last = balancer.count(cell);
      return still;
    }, "nothing moves");
    expect(balancer.count(cell)).toBeLessThan(32 * megabyte.length);
    expect(writer.writableLength).toBeGreaterThan(0);
    reader.resume();
    await eventually(() => writer.writableLength === 0, "everything passes");
  });

  it("ends for the client when the member breaks off", async () => {
    const { backend, client } = await startChain(echo);
    client.send(handshake);
    await client.until(() => client.received.endsWith("hello"), "the greeting");
    backend.connections[0]?.socket.resetAndDestroy();
    await client.until(() => client.closed, "closed");
  });
});
