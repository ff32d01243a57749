import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { benchSnapshot } from "@/engine/bench/snapshot";
import { HealthWord } from "@/engine/observe/cells";
import { compilePlan } from "@/engine/plan/compile";
import { freePort } from "@/engine/sys/testing/free-port";
import { eventually } from "@/engine/sys/testing/eventually";
import { deadline } from "@/engine/testing/deadline";
import { RawClient } from "@/engine/testing/raw-client";
import { answerEach, ok, RecordingBackend } from "@/engine/testing/recording-backend";
import { wantedSockets } from "./listen-plan";
import { WorkerPool } from "./pool";

const address = "127.91.7.1";
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe("two worker threads", () => {
  it("carry requests on one port, know each other's sessions, and end in good order", async () => {
    const backends = await Promise.all(
      ["0", "1"].map((name) =>
        RecordingBackend.start(
          answerEach((head) => ok(name, /Cookie: S=/.test(head) ? "" : `Set-Cookie: S=${name}${Math.random()}\r\n`)),
        ),
      ),
    );
    for (const backend of backends) closing.push(() => backend.stop());
    const pool = new WorkerPool({ workers: 2, listeners: 4, members: 4, log: pino({ level: "silent" }) });
    await pool.start();
    closing.unshift(() => pool.stop(1000));
    pool.memory.health.fill(HealthWord.notChecked);
    const port = await freePort(address);
    const members = backends.map((backend, i) => ({
      id: `m${i}`,
      address: "127.0.0.1",
      port: backend.port,
      weight: 1,
    }));
    const persistence = { type: "APP_COOKIE" as const, cookieName: "S", timeoutMs: 60_000 };
    const snapshot = benchSnapshot(address, [{ id: "l", port, members, persistence }]);
    const slots = { listeners: { l: 0 }, members: { m0: 0, m1: 1 }, addresses: {} };
    const { plan, running, errors } = compilePlan(snapshot, slots);
    expect(errors).toEqual([]);
    expect(await pool.apply({ running, wanted: wantedSockets(plan) })).toEqual([]);

    for (let i = 0; i < 20; i++) {
      const first = await RawClient.open(port, address);
      first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      const answer = await first.answer();
      const cookie = answer.headers.get("set-cookie") ?? "";
      // A moment for the other worker to hear of it.
      await new Promise((resolve) => setTimeout(resolve, 100));
      const second = await RawClient.open(port, address);
      second.send(`GET / HTTP/1.1\r\nHost: h\r\nCookie: ${cookie}\r\n\r\n`);
      expect((await second.answer()).body).toBe(answer.body);
      first.destroy();
      second.destroy();
    }
    // A worker counts a request after its last byte has left: the client may be the first to know.
    const requests = () => [0, 1].map((worker) => pool.memory.trafficOf(worker)[0] as number);
    await eventually("40 requests counted", () => requests().reduce((sum, each) => sum + each) === 40);
    expect(Math.min(...requests())).toBeGreaterThan(0);
    await eventually("nothing in flight", () => pool.memory.inFlight.every((count) => count === 0));

    const idle = await RawClient.open(port, address);
    await deadline(pool.stop(5000), "the workers have ended", 4000);
    await idle.all();
    closing.shift();
  });
});
