import { expect, it } from "vitest";
import { session } from "@/lib/db/schema";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createUser } from "../user/create";
import { endSession } from "./end";
import { listSessions } from "./list";

const hash = async () => "hash";

function open(ctx: TestContext, userId: string, id: string, endsInMs = 60_000): void {
  const now = ctx.now();
  const times = { createdAt: new Date(now), updatedAt: new Date(now), expiresAt: new Date(now + endsInMs) };
  ctx.db
    .insert(session)
    .values({ ...times, id, userId, token: `secret-${id}`, ipAddress: "203.0.113.7", userAgent: "curl/8.5.0" })
    .run();
}

async function three() {
  const ctx = testContext();
  const admin = await createUser(ctx, { name: "admin", role: "admin", password: "a long password" }, hash);
  const rita = await createUser(ctx, { name: "rita", role: "observer", password: "a long password" }, hash);
  const [ann, reader] = [ctx.as({ id: admin.id }), ctx.as({ id: rita.id, name: "rita", role: "observer" })];
  open(ctx, admin.id, "a");
  open(ctx, rita.id, "r1");
  open(ctx, rita.id, "r2");
  open(ctx, rita.id, "over", -1);
  return { ann, reader };
}

it("shows one's own, to an administrator everybody's, and none that is over", async () => {
  const { ann, reader } = await three();
  expect(listSessions(ann, "a").map(({ id, isThis }) => [id, isThis])).toEqual([
    ["r2", false],
    ["r1", false],
    ["a", true],
  ]);
  const own = listSessions(reader, "r1");
  expect(own.map(({ id }) => id)).toEqual(["r2", "r1"]);
  expect(own[1]).toMatchObject({ userName: "rita", address: "203.0.113.7", program: "curl", isThis: true });
  expect(JSON.stringify(own)).not.toContain("secret");
});

it("ends one's own, and others' for an administrator alone, as an event", async () => {
  const { ann, reader } = await three();
  const generation = ann.generation();
  endSession(reader, { id: "r2" });
  expect(refusalOf(() => endSession(reader, { id: "a" })).code).toBe("forbidden");
  expect(refusalOf(() => endSession(reader, { id: "r2" })).code).toBe("notFound");
  expect(listSessions(ann, null).map(({ id }) => id)).toEqual(["r1", "a"]);
  endSession(ann, { id: "r1" });
  expect(listSessions(reader, null)).toEqual([]);
  const events = ann.traces().filter(({ event }) => event === "end session");
  expect(events.map(({ rating, userName }) => `${rating} by ${userName}`).toSorted()).toEqual([
    "normal by admin",
    "normal by rita",
    "warning by rita",
    "warning by rita",
  ]);
  expect(events.find(({ userName, rating }) => userName === "rita" && rating === "normal")).toMatchObject({
    resourceName: "rita",
    before: { address: "203.0.113.7", program: "curl" },
  });
  // It is no part of the configuration.
  expect(ann.generation()).toBe(generation);
});
