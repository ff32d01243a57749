import { describe, expect, it } from "vitest";
import { addressSet } from "@/engine/testing/balancer";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer, startChain } from "@/engine/testing/session";
import type { DrainReset } from "@/engine/workers/data-path";
import { RawClient } from "@/engine/testing/raw-client";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

describe("a change", () => {
  it("of members, weights and timeouts is seen by the next request on an open connection", async () => {
    const one = await startBackend(answerEach(ok("one")));
    const two = await startBackend(answerEach(ok("two")));
    const members = [{ port: one.port }, { port: two.port }];
    const balancer = startBalancer({ members });
    const client = await openClient(balancer.port);
    const ask = async (): Promise<string> => {
      client.send(get);
      return (await client.answer()).body;
    };
    expect(new Set([await ask(), await ask()])).toEqual(new Set(["one", "two"]));
    balancer.apply({ members: [{ port: one.port, weight: 0 }, { port: two.port }] });
    expect([await ask(), await ask()]).toEqual(["two", "two"]);
    balancer.apply({ members: [{ port: one.port }] });
    expect([await ask(), await ask()]).toEqual(["one", "one"]);
    await eventually(() => two.connections.every(({ closed }) => closed), "a removed member's connections are closed");
    balancer.apply({ listener: { fixedHeaders: "X-New: 1\r\n" } });
    await ask();
    expect(one.bytes).toContain("X-New: 1\r\n");
  });

  it("keeps the round: 3:1 over many swaps", async () => {
    const one = await startBackend(answerEach(ok("one")));
    const two = await startBackend(answerEach(ok("two")));
    const members = [
      { port: one.port, weight: 3 },
      { port: two.port, weight: 1 },
    ];
    const balancer = startBalancer({ members });
    const client = await openClient(balancer.port);
    for (let i = 0; i < 40; i++) {
      client.send(get);
      await client.answer();
      balancer.apply({});
    }
    expect([one.requestLines.length, two.requestLines.length]).toEqual([30, 10]);
  });

  it("that removes the listener ends idle connections and lets answers finish", async () => {
    const { backend, balancer, client: busy } = await startChain(() => undefined, { drainMs: 5000 });
    const idle = await openClient(balancer.port);
    const { port } = balancer;
    busy.send(get);
    await eventually(() => backend.connections.length === 1, "the request is at the member");
    balancer.removeListener();
    expect(await idle.all()).toBe("");
    await expect(RawClient.open(port)).rejects.toThrow();
    backend.connections[0]?.socket.write(ok("late"));
    const answer = await busy.answer();
    expect(answer.body).toBe("late");
    expect(answer.headers.get("connection")).toBe("close");
    await busy.all();
  });

  it("that removes the listener resets what is left at the deadline", async () => {
    const { backend, balancer, client } = await startChain(() => undefined, { drainMs: 200 });
    const resets: DrainReset[] = [];
    balancer.dataPath.onReset = (reset) => resets.push(reset);
    client.send(get);
    await eventually(() => backend.connections.length === 1, "the request is at the member");
    balancer.removeListener();
    await client.until(() => client.closed, "closed");
    expect(client.errorCode).toBe("ECONNRESET");
    expect(balancer.inFlight(0)).toBe(0);
    expect(resets).toEqual([{ type: "listener", id: "listener", connections: 1 }]);
  });

  it("that removes a member lets its answer finish", async () => {
    const { backend, balancer, client } = await startChain(() => undefined);
    client.send(get);
    await eventually(() => backend.connections.length === 1, "the request is at the member");
    balancer.apply({ members: [] });
    backend.connections[0]?.socket.write(ok("late"));
    expect((await client.answer()).body).toBe("late");
    await eventually(() => backend.connections[0]?.closed === true, "the connection is not kept");
    expect(balancer.inFlight(0)).toBe(0);
  });
});

describe("a removed member", () => {
  it("has its time, then what it still holds is reset and told", async () => {
    const slow = await startBackend((_connection, socket) =>
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n."),
    );
    const fine = await startBackend();
    const balancer = startBalancer({ members: [{ port: slow.port, id: "slow" }], drainMs: 300 });
    const resets: DrainReset[] = [];
    balancer.dataPath.onReset = (reset) => resets.push(reset);
    const client = await openClient(balancer.port);
    client.send(get);
    await client.until(() => client.received.endsWith("."), "the answer's begin");
    balancer.apply({ members: [{ port: fine.port, id: "fine" }] });
    const other = await openClient(balancer.port);
    other.send(get);
    expect((await other.answer()).status).toBe(200);
    expect(balancer.dataPath.registry.leaving.size).toBe(1);
    await client.all();
    await eventually(() => slow.connections[0]?.closed === true, "the member's connection is closed");
    expect(resets).toEqual([{ type: "member", id: "slow", connections: 1 }]);
    expect(balancer.dataPath.registry.leaving.size).toBe(0);
    expect(balancer.inFlight(0)).toBe(0);
    expect(other.closed).toBe(false);
    other.send(get);
    expect((await other.answer()).status).toBe(200);
  });

  it("that comes back keeps what it holds", async () => {
    const { backend, balancer, client } = await startChain(() => undefined, { drainMs: 300 });
    const { registry } = balancer.dataPath;
    const resets: DrainReset[] = [];
    balancer.dataPath.onReset = (reset) => resets.push(reset);
    client.send(get);
    await eventually(() => backend.connections.length === 1, "the request is at the member");
    balancer.apply({ members: [] });
    expect(registry.leaving.size).toBe(1);
    balancer.apply({ members: [{ port: backend.port }] });
    expect(registry.leaving.size).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([client.closed, balancer.inFlight(0), resets]).toEqual([false, 1, []]);
    backend.connections[0]?.socket.write(ok("late"));
    expect((await client.answer()).body).toBe("late");
    expect(balancer.inFlight(0)).toBe(0);
    backend.behaviour = (_connection, socket) => void socket.write(ok("again"));
    client.send(get);
    expect((await client.answer()).body).toBe("again");
    expect(backend.connections).toHaveLength(1);
  });

  it("that ends in time is not told", async () => {
    const { backend, balancer, client } = await startChain(() => undefined, { drainMs: 300 });
    const resets: DrainReset[] = [];
    balancer.dataPath.onReset = (reset) => resets.push(reset);
    client.send(get);
    await eventually(() => backend.connections.length === 1, "the request is at the member");
    balancer.apply({ members: [] });
    backend.connections[0]?.socket.write(ok("late"));
    expect((await client.answer()).body).toBe("late");
    expect(balancer.dataPath.registry.leaving.size).toBe(0);
    balancer.removeListener();
    await client.all();
    expect(resets).toEqual([]);
  });
});

describe("who may come in", () => {
  const localhost = 0x7f000001;

  it.each([
    ["listed", addressSet(localhost), 200],
    ["not listed", addressSet(1), 403],
    ["nobody listed", addressSet(), 403],
    ["access control off", null, 200],
  ])("the whitelist says: %s", async (_name, whitelist, status) => {
    const { backend, client } = await startChain(undefined, { listener: { whitelist } });
    client.send(get);
    expect((await client.answer()).status).toBe(status);
    expect(backend.requestLines).toHaveLength(status === 200 ? 1 : 0);
  });

  it("a change of the whitelist is for new connections", async () => {
    const { balancer, client } = await startChain();
    client.send(get);
    await client.answer();
    balancer.apply({ listener: { whitelist: addressSet() } });
    client.send(get);
    expect((await client.answer()).status).toBe(200);
    const late = await openClient(balancer.port);
    expect((await late.answer()).status).toBe(403);
  });

  it("an address that does not serve the source closes at once", async () => {
    const addresses = [
      { kind: "private" as const, address: "127.0.0.1", allowedSources: addressSet(1), bandwidth: null },
    ];
    const { balancer, client } = await startChain(undefined, { listener: { addresses } });
    await client.until(() => client.closed, "closed");
    expect(balancer.count("refusedConnections")).toBe(1);
    expect(balancer.count("connections")).toBe(0);
  });

  it("no more than the connection limit", async () => {
    const { balancer, client } = await startChain(undefined, { listener: { connectionLimit: 1 } });
    client.send(get);
    await client.answer();
    const second = await openClient(balancer.port);
    await second.until(() => second.closed, "closed");
    client.destroy();
    await eventually(() => balancer.count("connections") === 0, "the first is gone");
    const third = await openClient(balancer.port);
    third.send(get);
    expect((await third.answer()).status).toBe(200);
  });
});
