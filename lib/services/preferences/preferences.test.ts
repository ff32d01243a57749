import { expect, test } from "vitest";
import { user } from "@/lib/db/schema";
import { refusalOf, testContext } from "../testing/context";
import { readListPreferences } from "./read";
import { saveListPreferences } from "./save";

function withUsers() {
  const ctx = testContext();
  const at = new Date(0);
  for (const id of ["u1", "u2"])
    ctx.db
      .insert(user)
      .values({ id, name: id, email: `${id}@example.test`, createdAt: at, updatedAt: at })
      .run();
  return ctx;
}

const compact = { columns: { created: true, name: false }, density: "compact" as const };

test("each user has his own, also who may change nothing else; nothing is applied for it", () => {
  const ctx = withUsers();
  const observer = ctx.as({ id: "u2", role: "observer" });
  const generation = ctx.generation();
  saveListPreferences(ctx, { resource: "eip", preferences: compact });
  saveListPreferences(observer, { resource: "eip", preferences: { ...compact, columns: {} } });
  expect(readListPreferences(ctx)).toEqual({ eip: compact });
  expect(readListPreferences(observer)).toEqual({ eip: { columns: {}, density: "compact" } });
  saveListPreferences(ctx, { resource: "eip", preferences: { ...compact, density: "comfortable" } });
  expect(readListPreferences(ctx).eip?.density).toBe("comfortable");
  saveListPreferences(ctx, { resource: "eip", preferences: null });
  expect(readListPreferences(ctx)).toEqual({});
  expect(ctx.generation()).toBe(generation);
});

test("what is no preference is refused", () => {
  const ctx = withUsers();
  const columns = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`c${index}`, true]));
  expect(
    refusalOf(() => saveListPreferences(ctx, { resource: "eip", preferences: { ...compact, columns } })).code,
  ).toBe("invalid");
  expect(refusalOf(() => saveListPreferences(ctx, { resource: "../x", preferences: compact })).code).toBe("invalid");
  expect(readListPreferences(ctx)).toEqual({});
});
