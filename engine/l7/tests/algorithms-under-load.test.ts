import { describe, expect, it } from "vitest";
import type { PoolPlan } from "@/engine/plan/plan";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";
import { SharedMemory } from "@/engine/workers/shared-memory";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

describe("least connections", () => {
  it("takes the member with the fewest per weight over all workers, each time", async () => {
    const shared = SharedMemory.create({ workers: 2, listeners: 4, members: 32 });
    const weights = [1, 2, 5];
    const members: { port: number; weight: number }[] = [];
    for (const weight of weights) members.push({ port: (await startBackend(() => undefined)).port, weight });
    const pool = { algorithm: "LEAST_CONNECTIONS" } as const;
    const workers = [0, 1].map((worker) => startBalancer({ members, pool, shared, worker }));
    const held = (): number[] => weights.map((_, index) => Atomics.load(shared.inFlight, index));
    const clients = [];
    for (let i = 0; i < 80; i++) {
      // Two of three come to the first worker: each alone would see another load than the members have.
      const client = await openClient(workers[i % 3 === 0 ? 1 : 0]!.port);
      clients.push(client);
      const before = held();
      client.send(get);
      await eventually(() => held().reduce((a, b) => a + b) === i + 1, "a member holds it");
      const chosen = held().findIndex((count, index) => count > (before[index] as number));
      const load = before.map((count, index) => count / (weights[index] as number));
      expect(load[chosen]).toBe(Math.min(...load));
    }
    expect(held()).toEqual([10, 20, 50]);
    for (const client of clients) client.socket.resetAndDestroy();
    await eventually(() => held().every((count) => count === 0), "nothing is held");
  });
});

describe("switching algorithm and persistence under load", () => {
  it("loses no request, on open connections or new ones", async () => {
    const members = [];
    for (const name of ["one", "two", "three"]) {
      const backend = await startBackend(answerEach(ok(name, "Set-Cookie: app=1\r\n")));
      members.push({ port: backend.port, id: name });
    }
    const balancer = startBalancer({ members });
    const persistences: PoolPlan["persistence"][] = [
      null,
      { type: "HTTP_COOKIE", cookieName: null, timeoutMs: 60_000 },
      { type: "APP_COOKIE", cookieName: "app", timeoutMs: 60_000 },
    ];
    const algorithms: PoolPlan["algorithm"][] = ["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"];
    const load = { over: false };
    let requests = 0;
    const ask = async (closes: boolean): Promise<void> => {
      let client = await openClient(balancer.port);
      let cookie = "";
      while (!load.over) {
        client.send(`GET / HTTP/1.1\r\nHost: h\r\n${closes ? "Connection: close\r\n" : ""}${cookie}\r\n`);
        const answer = await client.answer();
        expect(answer.status).toBe(200);
        const set = /^set-cookie: ([^;\r]*)/im.exec(answer.head);
        if (set !== null) cookie = `Cookie: ${set[1]}\r\n`;
        requests += 1;
        if (closes) client = await openClient(balancer.port);
      }
    };
    const clients = Array.from({ length: 8 }, (_, index) => ask(index % 4 === 0));
    for (let i = 0; i < 90; i++) {
      const seen = requests;
      balancer.apply({
        pool: { algorithm: algorithms[i % 3] ?? "ROUND_ROBIN", persistence: persistences[((i / 3) | 0) % 3] ?? null },
      });
      await eventually(() => requests >= seen + 20, "requests go on");
    }
    load.over = true;
    await Promise.all(clients);
    expect(requests).toBeGreaterThan(1800);
    expect(balancer.count("status2xx")).toBe(balancer.count("requests"));
    expect([0, 1, 2].map((index) => balancer.inFlight(index))).toEqual([0, 0, 0]);
  });
});
