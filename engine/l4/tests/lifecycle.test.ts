import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { openBlackHole } from "@/engine/testing/full-backlog";
import { startBackend } from "@/engine/testing/session";
import { freePort } from "@/engine/sys/testing/free-port";
import { dial, echo, outcome, reset, silent, startPair, startTcp } from "./support";

describe("each direction of a TCP connection", () => {
  it("ends by itself: the member answers after the client has ended", async () => {
    const { backend, balancer } = await startPair(silent);
    backend.server.removeAllListeners("connection");
    backend.server.on("connection", (socket) => {
      socket.on("error", () => undefined);
      socket.on("data", () => undefined);
      socket.on("end", () => {
        socket.write("late ");
        socket.end("answer");
      });
    });
    const client = await dial(balancer);
    client.send("question");
    client.end();
    expect(await client.all()).toBe("late answer");
    expect(client.ended).toBe(true);
    await eventually(() => balancer.count("connections") === 0, "closed");
  });

  it("ends by itself: the client goes on after the member has ended", async () => {
    const { backend, balancer } = await startPair(silent);
    let received = "";
    backend.server.removeAllListeners("connection");
    backend.server.on("connection", (socket) => {
      socket.on("error", () => undefined);
      socket.end("done");
      socket.on("data", (bytes) => {
        received += bytes.toString("latin1");
      });
    });
    const client = await dial(balancer);
    expect(await client.all()).toBe("done");
    client.send("still");
    await eventually(() => received === "still", "bytes against the ended direction");
    client.end();
    await eventually(() => balancer.count("connections") === 0 && balancer.inFlight(0) === 0, "closed");
  });

  it("waits for the other side: a member that does not read stops the client", async () => {
    const { backend, balancer } = await startPair(silent);
    const connected = new Promise<Socket>((resolve) => {
      backend.server.removeAllListeners("connection");
      backend.server.on("connection", (socket) => {
        socket.on("error", () => undefined);
        socket.pause();
        resolve(socket);
      });
    });
    const client = await dial(balancer);
    const sent = 64 * 1024 * 1024;
    client.socket.write(Buffer.alloc(sent, 1));
    const member = await connected;
    let before = -1;
    await eventually(
      () => {
        const now = balancer.count("bytesIn");
        const stands = now > 0 && now === before;
        before = now;
        return stands;
      },
      "the flow stands still",
      10_000,
    );
    expect(before).toBeLessThan(sent / 2);
    let received = 0;
    member.on("data", (bytes) => {
      received += bytes.length;
    });
    member.resume();
    await eventually(() => received === sent, "everything after all", 20_000);
    client.destroy();
  }, 40_000);
});

describe("what breaks on one side", () => {
  it("resets the other: a client's RST reaches the member", async () => {
    const { backend, balancer } = await startPair(silent);
    const client = await dial(balancer);
    client.send("x");
    await eventually(() => backend.bytes === "x", "relayed");
    const codes: (string | undefined)[] = [];
    backend.connections[0]?.socket.on("error", (error: NodeJS.ErrnoException) => codes.push(error.code));
    reset(client.socket);
    await eventually(() => codes.length > 0, "the member's error");
    expect(codes).toEqual(["ECONNRESET"]);
    await eventually(() => balancer.count("connections") === 0 && balancer.inFlight(0) === 0, "nothing left");
  });

  it("resets the other: a member's RST reaches the client", async () => {
    const { balancer } = await startPair((_, socket) => reset(socket));
    const client = await dial(balancer);
    client.send("x");
    await client.until(() => client.closed, "closed");
    expect(client.errorCode).toBe("ECONNRESET");
  });

  it("silence of both ends with RST to both, and bytes of one direction keep the connection", async () => {
    const { backend, balancer } = await startPair(silent, { listener: { clientDataMs: 300, memberDataMs: 300 } });
    const client = await dial(balancer);
    const started = performance.now();
    for (let i = 0; i < 8; i++) {
      client.send("x");
      await eventually(() => backend.bytes.length === i + 1, "relayed");
      const at = performance.now();
      await eventually(() => performance.now() - at > 100, "a pause");
    }
    expect(performance.now() - started).toBeGreaterThan(700);
    expect(client.closed).toBe(false);
    const codes: (string | undefined)[] = [];
    backend.connections[0]?.socket.on("error", (error: NodeJS.ErrnoException) => codes.push(error.code));
    await client.until(() => client.closed, "closed");
    expect(client.errorCode).toBe("ECONNRESET");
    await eventually(() => codes[0] === "ECONNRESET", "the member's reset");
  });
});

describe("a member for a new connection", () => {
  it("is the next one when a connection fails, and the bytes reach it once", async () => {
    const { backend, balancer } = await startPair();
    balancer.apply({ members: [{ port: await freePort("127.0.0.1") }, { port: backend.port }] });
    for (let i = 0; i < 4; i++) expect(await outcome(balancer)).toBe("relayed");
    expect(backend.bytes).toBe("pingpingpingping");
    expect(balancer.count("refusedConnections")).toBe(0);
  });

  it("is the next one when connecting takes too long", async () => {
    const hole = await openBlackHole();
    if (hole === null) return;
    const { backend, balancer } = await startPair(echo, { listener: { memberConnectMs: 100 } });
    balancer.apply({ members: [{ port: hole.port }, { port: backend.port }] });
    for (let i = 0; i < 2; i++) expect(await outcome(balancer)).toBe("relayed");
    hole.close();
  });

  it("is chosen in turn, by fewest connections, or by the source", async () => {
    const backends = [await startBackend(echo), await startBackend(echo)];
    const ports = backends.map(({ port }) => port);
    const seen = () => backends.map(({ connections }) => connections.length);
    const balancer = startTcp(ports);
    for (let i = 0; i < 4; i++) await outcome(balancer);
    expect(seen()).toEqual([2, 2]);

    const least = startTcp(ports, { pool: { algorithm: "LEAST_CONNECTIONS" } });
    const held = await dial(least);
    held.send("x");
    await held.until(() => held.received === "x", "held open");
    const busy = seen().findIndex((count) => count === 3);
    const before = seen()[busy];
    for (let i = 0; i < 3; i++) {
      await outcome(least);
      await eventually(() => least.inFlight(0) + least.inFlight(1) === 1, "closed again");
    }
    expect(seen()[busy]).toBe(before);
    held.destroy();

    const byHash = startTcp(ports, { pool: { algorithm: "SOURCE_IP" } });
    const choice = async (source: string): Promise<number> => {
      const [first = 0] = seen();
      await outcome(byHash, source);
      return (seen()[0] ?? 0) > first ? 0 : 1;
    };
    const sources = Array.from({ length: 12 }, (_, index) => `127.0.3.${index + 1}`);
    const chosen: number[] = [];
    for (const source of sources) chosen.push(await choice(source));
    for (const [index, source] of sources.entries()) expect(await choice(source)).toBe(chosen[index]);
    expect(new Set(chosen).size).toBe(2);
  });

  it("nobody: the client is reset", async () => {
    const { balancer } = await startPair();
    balancer.setHealth(0, "offline");
    expect(await outcome(balancer)).toBe("reset");
    balancer.apply({ members: [{ port: await freePort("127.0.0.1") }] });
    balancer.setHealth(0, "online");
    expect(await outcome(balancer)).toBe("reset");
    balancer.apply({ members: [] });
    expect(await outcome(balancer)).toBe("reset");
    expect(balancer.count("refusedConnections")).toBe(3);
  });
});

describe("changes", () => {
  it("leave open connections alone: another member, the old one gone", async () => {
    const { backend, balancer } = await startPair();
    const other = await startBackend(echo);
    const client = await dial(balancer);
    client.send("a");
    await client.until(() => client.received === "a", "relayed");
    balancer.apply({ members: [{ port: other.port, id: "other" }] });
    expect(await outcome(balancer)).toBe("relayed");
    client.send("b");
    await client.until(() => client.received === "ab", "still the old one");
    expect(backend.bytes).toBe("ab");
    expect(other.bytes).toBe("ping");
    client.destroy();
  });

  it("drain a removed listener: open connections go on until the deadline, then they are reset", async () => {
    const { balancer } = await startPair(echo, { drainMs: 400 });
    const { port } = balancer;
    const client = await dial(balancer);
    client.send("a");
    await client.until(() => client.received === "a", "relayed");
    balancer.removeListener();
    await expect(dial({ port } as typeof balancer)).rejects.toThrow("refused");
    client.send("b");
    await client.until(() => client.received === "ab", "still open");
    await client.until(() => client.closed, "the deadline");
    expect(client.errorCode).toBe("ECONNRESET");
  });
});
