import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { traces } from "@/lib/db/schema";
import { createLoadBalancer } from "../loadbalancer/create";
import { updateLoadBalancer } from "../loadbalancer/update";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { verifyTraces } from "./chain";
import { expireTraces } from "./expire";

let ctx: TestContext;
let ids: string[];

beforeEach(() => {
  ctx = testContext();
  const { id } = createLoadBalancer(ctx, { name: "shop", subnetId: ctx.subnetId });
  for (const description of ["a", "b", "c"]) updateLoadBalancer(ctx, { id, description });
  refusalOf(() => createLoadBalancer(ctx, { name: "<>", subnetId: ctx.subnetId }));
  ids = ctx.db
    .select({ id: traces.id })
    .from(traces)
    .orderBy(sql`rowid`)
    .all()
    .map((row) => row.id);
});

test("done, refused and later events hang together", async () => {
  const whole = await verifyTraces(ctx.db);
  expect(whole).toMatchObject({ events: 5, unchained: 0, broken: null });
  createLoadBalancer(ctx, { name: "blog", subnetId: ctx.subnetId });
  const longer = await verifyTraces(ctx.db);
  expect(longer).toMatchObject({ events: 6, broken: null });
  expect(longer.head).not.toBe(whole.head);
});

test.each([
  ["a name", { userName: "nobody" }],
  ["a time", { at: 1 }],
  ["what it was before", { before: { name: "other" } }],
  ["what it is after", { after: null }],
  ["a source", { sourceIp: "192.0.2.1" }],
  ["a rating", { rating: "incident" }],
  ["its own hash", { hash: "0".repeat(64) }],
] as const)("an event in which %s was changed is named", async (_what, change) => {
  const id = ids[2] as string;
  ctx.db.update(traces).set(change).where(eq(traces.id, id)).run();
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 2, broken: { id } });
});

test("an event that was taken out is noticed at the next one, the newest by the head", async () => {
  ctx.db
    .delete(traces)
    .where(eq(traces.id, ids[4] as string))
    .run();
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 4, broken: "end" });
  ctx.db
    .delete(traces)
    .where(eq(traces.id, ids[1] as string))
    .run();
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 1, broken: { id: ids[2] } });
});

test("the oldest, too, cannot be taken out", async () => {
  ctx.db
    .delete(traces)
    .where(eq(traces.id, ids[0] as string))
    .run();
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 0, broken: { id: ids[1] } });
});

test("what expires leaves a chain that begins after it, also when nothing is left", async () => {
  const dayMs = 86_400_000;
  const now = ctx.now();
  expireTraces(ctx.db, now + 100 * dayMs);
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 5, broken: null });
  expireTraces(ctx.db, now + 400 * dayMs);
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 0, broken: null });
  createLoadBalancer(ctx, { name: "later", subnetId: ctx.subnetId });
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 1, broken: null });
});

test("events from before the chain are counted and not judged", async () => {
  ctx.db.delete(traces).run();
  ctx.db.run(sql`delete from settings where key like 'trace%'`);
  const old = {
    event: "create vpc",
    resourceType: "vpc",
    resourceId: "v",
    resourceName: "v",
    userId: "u",
    userName: "u",
  } as const;
  const rest = { rating: "normal", type: "ApiCall", sourceIp: "", requestId: "", projectId: "", message: "" } as const;
  ctx.db
    .insert(traces)
    .values({ id: "old", at: 1, ...old, ...rest })
    .run();
  createLoadBalancer(ctx, { name: "later", subnetId: ctx.subnetId });
  expect(await verifyTraces(ctx.db)).toMatchObject({ events: 1, unchained: 1, broken: null });
});
