import { describe, expect, it } from "vitest";
import { account, session, user } from "@/lib/db/schema";
import type { CreateUserInput } from "@/lib/model/user";
import { createProject } from "../project/create";
import { deleteProject } from "../project/delete";
import { createApiToken } from "../token/create";
import { listApiTokens } from "../token/list";
import type { ServiceError } from "../errors";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createUser } from "./create";
import { deleteUser } from "./delete";
import { listUsers } from "./list";
import { updateUser } from "./update";

const hash = async (password: string) => `hash of ${password.length}`;
const rita: CreateUserInput = { name: "Rita", role: "observer", password: "a long password" };

async function withAdmin(): Promise<TestContext> {
  const ctx = testContext();
  const admin = await createUser(ctx, { name: "admin", role: "admin", password: "the first one" }, hash);
  return ctx.as({ id: admin.id });
}

async function refusal(run: Promise<unknown>): Promise<ServiceError> {
  return run.then(
    () => expect.fail("not refused"),
    (error: ServiceError) => error,
  );
}

function signIn(ctx: TestContext, userId: string): void {
  const now = new Date();
  const times = { createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + 60_000) };
  ctx.db
    .insert(session)
    .values({ ...times, id: userId, token: userId, userId })
    .run();
}

describe("users", () => {
  it("are made with a password that is kept as a hash and never told", async () => {
    const ctx = await withAdmin();
    const project = createProject(ctx, { name: "shop" });
    const made = await createUser(ctx, { ...rita, projectId: project.id }, hash);
    expect(made).toMatchObject({
      name: "rita",
      role: "observer",
      projectName: "shop",
      disabled: false,
      signedInAt: null,
    });
    const kept = JSON.stringify([ctx.db.select().from(account).all(), ctx.traces()]);
    expect(kept).toContain("hash of 15");
    expect(kept).not.toContain(rita.password);
    expect(ctx.traces().find(({ event }) => event === "create user")).toMatchObject({ rating: "normal" });
    const stays = refusalOf(() => deleteProject(ctx, { id: project.id }));
    expect(stays.remains).toMatchObject([{ type: "user", name: "rita" }]);
  });

  it("are refused on the field that is wrong", async () => {
    const ctx = await withAdmin();
    await createUser(ctx, rita, hash);
    for (const [change, path] of [
      [{ name: "ab" }, "name"],
      [{ name: "a b c" }, "name"],
      [{ name: "rita" }, "name"],
      [{ name: "otto", password: "short" }, "password"],
      [{ name: "otto", role: "root" }, "role"],
      [{ name: "otto", projectId: "d290f1ee-6c54-4b01-90e6-d701748f0851" }, "projectId"],
    ] as const) {
      const { fields } = await refusal(createUser(ctx, { ...rita, ...(change as object) }, hash));
      expect(fields[0]?.path, JSON.stringify(change)).toBe(path);
    }
    expect(listUsers(ctx)).toHaveLength(2);
    const bound = await refusal(
      createUser(ctx, { ...rita, name: "otto", role: "admin", projectId: ctx.projectId }, hash),
    );
    expect(bound.ruleKey).toBe("administratorAllProjects");
  });

  it("are an administrator's business, and attempts of others are warnings", async () => {
    const ctx = await withAdmin();
    const made = await createUser(ctx, rita, hash);
    for (const role of ["observer", "operator"] as const) {
      const other = ctx.as({ role });
      expect((await refusal(createUser(other, { ...rita, name: "otto" }, hash))).code).toBe("forbidden");
      expect((await refusal(updateUser(other, { id: made.id, role: "admin" }, hash))).code).toBe("forbidden");
      expect(refusalOf(() => deleteUser(other, made)).code).toBe("forbidden");
      expect(refusalOf(() => listUsers(other)).code).toBe("forbidden");
    }
    expect(ctx.traces().filter(({ rating }) => rating === "warning")).toHaveLength(6);
  });

  it("who are disabled, or get another password, are signed out", async () => {
    const ctx = await withAdmin();
    const { id } = await createUser(ctx, rita, hash);
    for (const change of [{ disabled: true }, { disabled: false, password: "another long one" }]) {
      signIn(ctx, id);
      const after = await updateUser(ctx, { id, ...change }, hash);
      expect(after).toMatchObject({ disabled: change.disabled, signedInAt: null });
    }
    signIn(ctx, id);
    expect(await updateUser(ctx, { id, role: "operator" }, hash)).toMatchObject({ role: "operator" });
    expect(ctx.db.select().from(session).all()).toHaveLength(1);
    expect(JSON.stringify(ctx.db.select().from(account).all())).toContain("hash of 16");
  });

  it("go with their sessions and tokens; the last administrator and oneself stay", async () => {
    const ctx = await withAdmin();
    const { id } = await createUser(ctx, { ...rita, role: "admin" }, hash);
    signIn(ctx, id);
    createApiToken(ctx.as({ id }), { name: "ci", role: "admin" });
    expect(refusalOf(() => deleteUser(ctx, ctx.actor)).ruleKey).toBe("userIsYou");
    expect((await refusal(updateUser(ctx, { id: ctx.actor.id, disabled: true }, hash))).ruleKey).toBe("userIsYou");
    deleteUser(ctx, { id });
    expect([ctx.db.select().from(session).all(), listApiTokens(ctx)]).toEqual([[], []]);
    const last = await refusal(updateUser(ctx, { id: ctx.actor.id, role: "operator" }, hash));
    expect(last.ruleKey).toBe("lastAdministrator");
    expect(ctx.db.select().from(user).all()).toMatchObject([{ role: "admin" }]);
    expect(refusalOf(() => deleteUser(ctx, { id })).code).toBe("notFound");
  });
});
