import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { findTokenActor } from "@/lib/auth/tokens";
import { apiTokens, user } from "@/lib/db/schema";
import type { Role } from "@/lib/model/api-token";
import { createProject } from "../project/create";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createApiToken } from "./create";
import { deleteApiToken } from "./delete";
import { listApiTokens } from "./list";

function withUsers(): TestContext {
  const ctx = testContext();
  for (const [id, name, role] of [
    ["u1", "admin", "admin"],
    ["u2", "otto", "operator"],
    ["u3", "rita", "observer"],
  ]) {
    const fields = { id, name, role, email: `${name}@h`, createdAt: new Date(), updatedAt: new Date() } as const;
    ctx.db
      .insert(user)
      .values(fields as typeof user.$inferInsert)
      .run();
  }
  return ctx;
}

const otto = { id: "u2", name: "otto", role: "operator" as Role };
const rita = { id: "u3", name: "rita", role: "observer" as Role };

describe("API tokens", () => {
  it("are told once, kept as a hash, and stand for their role and project", () => {
    const ctx = withUsers();
    const project = createProject(ctx, { name: "shop" });
    const { secret, view } = createApiToken(ctx.as(otto), { name: "ci", role: "observer", projectId: project.id });
    expect(secret).toMatch(/^evk_[\w-]{43}$/);
    expect(findTokenActor(ctx.db, secret)).toEqual({
      id: view.id,
      name: "token:ci",
      role: "observer",
      projectId: project.id,
    });
    expect(findTokenActor(ctx.db, `${secret}x`)).toBeNull();
    expect(JSON.stringify([ctx.db.select().from(apiTokens).all(), ctx.traces()])).not.toContain(secret);
    expect(listApiTokens(ctx.as(otto))[0]).toMatchObject({ userName: "otto", projectName: "shop", expired: false });
    expect(JSON.stringify(listApiTokens(ctx))).not.toContain("hash");
    expect(ctx.traces()[0]).toMatchObject({ event: "create token", userName: "otto", rating: "normal" });
  });

  it("never do more than their user, now or then", () => {
    const ctx = withUsers();
    expect(refusalOf(() => createApiToken(ctx.as(rita), { name: "a", role: "operator" })).code).toBe("forbidden");
    expect(refusalOf(() => createApiToken(ctx.as(otto), { name: "a", role: "admin" })).code).toBe("forbidden");
    const project = createProject(ctx, { name: "shop" });
    const bound = ctx.as({ ...otto, projectId: project.id });
    expect(refusalOf(() => createApiToken(bound, { name: "a", role: "observer" })).code).toBe("forbidden");
    const elsewhere = { name: "a", role: "observer" as const, projectId: ctx.projectId };
    expect(refusalOf(() => createApiToken(bound, elsewhere)).code).toBe("forbidden");
    const { secret } = createApiToken(ctx.as(otto), { name: "ci", role: "operator" });
    ctx.db.update(user).set({ role: "observer" }).where(eq(user.id, otto.id)).run();
    expect(findTokenActor(ctx.db, secret)?.role).toBe("observer");
    ctx.db.delete(user).where(eq(user.id, otto.id)).run();
    expect(findTokenActor(ctx.db, secret)).toBeNull();
  });

  it("are over when their time is, and say so", () => {
    const ctx = withUsers();
    const { secret, view } = createApiToken(ctx, { name: "ci", role: "admin", days: 7 });
    expect(view.expiresAt).toBe(view.createdAt + 7 * 86_400_000);
    expect(findTokenActor(ctx.db, secret)?.role).toBe("admin");
    ctx.db.update(apiTokens).set({ expiresAt: 1 }).run();
    expect(findTokenActor(ctx.db, secret)).toBeNull();
    expect(listApiTokens(ctx)[0]?.expired).toBe(true);
  });

  it("are taken back by their user or an administrator", () => {
    const ctx = withUsers();
    const { secret, view } = createApiToken(ctx.as(otto), { name: "ci", role: "observer" });
    expect(listApiTokens(ctx.as(rita))).toEqual([]);
    expect(refusalOf(() => deleteApiToken(ctx.as(rita), view)).code).toBe("forbidden");
    expect(findTokenActor(ctx.db, secret)).not.toBeNull();
    deleteApiToken(ctx, view);
    expect(findTokenActor(ctx.db, secret)).toBeNull();
    expect(refusalOf(() => deleteApiToken(ctx, view)).code).toBe("notFound");
    const told = ctx.traces().filter(({ event }) => event === "delete token");
    expect(told.map(({ userName, rating }) => `${userName} ${rating}`).sort()).toEqual([
      "admin normal",
      "admin warning",
      "rita warning",
    ]);
  });

  it("are refused with what is allowed, and are made by people", () => {
    const ctx = withUsers();
    createApiToken(ctx, { name: "ci", role: "observer" });
    for (const [input, path] of [
      [{ name: "", role: "observer" }, "name"],
      [{ name: "ci", role: "observer" }, "name"],
      [{ name: "a", role: "root" }, "role"],
      [{ name: "a", role: "observer", days: 0 }, "days"],
      [{ name: "a", role: "observer", projectId: "d290f1ee-6c54-4b01-90e6-d701748f0851" }, "projectId"],
    ] as const) {
      expect(refusalOf(() => createApiToken(ctx, input as never)).fields[0]?.path, JSON.stringify(input)).toBe(path);
    }
    const program = ctx.as({ id: "token-id", name: "token:ci" });
    expect(refusalOf(() => createApiToken(program, { name: "b", role: "observer" })).code).toBe("forbidden");
  });
});
