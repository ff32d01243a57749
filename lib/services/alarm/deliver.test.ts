import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { alarmNotices } from "@/lib/db/schema";
import { createAlarmTarget } from "../alarmtarget/create";
import { listAlarmTargets } from "../alarmtarget/list";
import { setMayBeLocal } from "../alarmtarget/local";
import { testAlarmTarget } from "../alarmtarget/send-test";
import { testContext } from "../testing/context";
import { AlarmDeliverer } from "./deliver";
import { enqueueMessage } from "./enqueue";

beforeAll(() => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-alarm-"));
});

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function setUp() {
  const base = testContext();
  const clock = { now: Date.now() };
  const ctx = { ...base, now: () => clock.now };
  const hook = { status: 500, ids: [] as string[] };
  const server = createServer((request, response) => {
    hook.ids.push(String(request.headers["x-evenkeel-id"]));
    request.resume().on("end", () => response.writeHead(hook.status).end("key=topsecret is not mine"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ending.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const target = createAlarmTarget(ctx, { name: "hook", channel: { type: "webhook" }, url, secret: "topsecret" });
  const message = (id: string) => ({ id, kind: "test", at: clock.now, rule: {}, objects: [], more: 0 }) as never;
  return {
    ctx,
    clock,
    hook,
    target,
    deliverer: new AlarmDeliverer(() => ctx),
    put: (id: string) => enqueueMessage(ctx.db, [target.id], message(id)),
    waiting: () => ctx.db.select().from(alarmNotices).all(),
  };
}

describe("the queue of messages", () => {
  it("tries again ever later, in order, until the other side takes them", async () => {
    const { ctx, clock, hook, deliverer, put, waiting } = await setUp();
    setMayBeLocal(ctx, true);
    put("a");
    put("b");
    await deliverer.tick();
    await deliverer.tick();
    expect(hook.ids).toEqual(["a"]);
    expect(listAlarmTargets(ctx)).toMatchObject([{ waiting: 2, lastError: "HTTP 500 key=*** is not mine" }]);
    clock.now += 10_000;
    await deliverer.tick();
    clock.now += 10_000;
    await deliverer.tick();
    expect(hook.ids).toEqual(["a", "a"]);
    clock.now += 10_000;
    hook.status = 200;
    await deliverer.tick();
    await deliverer.tick();
    expect(hook.ids).toEqual(["a", "a", "a", "b"]);
    expect(waiting()).toEqual([]);
    expect(listAlarmTargets(ctx)).toMatchObject([{ waiting: 0, lastError: "", lastAt: clock.now }]);
  });

  it("gives a message up after about an hour, and goes on with the next", async () => {
    const { ctx, clock, hook, deliverer, put, waiting } = await setUp();
    setMayBeLocal(ctx, true);
    const began = clock.now;
    put("a");
    while (waiting().length > 0) {
      await deliverer.tick();
      clock.now += 60_000;
    }
    expect(hook.ids).toHaveLength(10);
    expect(clock.now - began).toBeGreaterThan(30 * 60_000);
    put("b");
    hook.status = 200;
    await deliverer.tick();
    expect(hook.ids.at(-1)).toBe("b");
  });

  it("is sent a test at once; one that may not go there says so", async () => {
    const { ctx, hook, target } = await setUp();
    expect(await testAlarmTarget(ctx, { id: target.id })).toBe("ADDRESS_REFUSED");
    expect(hook.ids).toEqual([]);
    setMayBeLocal(ctx, true);
    hook.status = 200;
    expect(await testAlarmTarget(ctx, { id: target.id })).toBe("");
    expect(hook.ids).toHaveLength(1);
    expect(ctx.traces().map(({ event }) => event)).toContain("test alarm target");
    await expect(testAlarmTarget({ ...ctx, actor: { ...ctx.actor, role: "observer" } }, target)).rejects.toThrow();
  });
});
