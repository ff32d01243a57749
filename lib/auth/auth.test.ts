import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { getDatabase } from "@/lib/db/client";
import { session } from "@/lib/db/schema";
import { getAuth } from "./auth";
import { bootstrapAuth } from "./bootstrap";
import { sessionContext, tokenContext } from "./context";
import { handleSignIn } from "./sign-in";

const origin = "http://127.0.0.1:3000";
const directory = mkdtempSync(path.join(tmpdir(), "evenkeel-"));

function post(pathname: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return getAuth().handler(
    new Request(`${origin}/api/auth${pathname}`, {
      method: "POST",
      headers: { "content-type": "application/json", host: "127.0.0.1:3000", ...headers },
      body: JSON.stringify(body),
    }),
  );
}

async function signIn(): Promise<string> {
  const response = await post("/sign-in/username", { username: "admin", password: "correct horse" });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

beforeAll(async () => {
  process.env.EVENKEEL_DATA = directory;
  process.env.EVENKEEL_ADMIN_PASSWORD = "correct horse";
  process.env.EVENKEEL_API_TOKEN = "token-of-the-tests";
  await bootstrapAuth(() => {});
  await bootstrapAuth(() => {});
});

describe("sign-in", () => {
  test("by name and password sets a session cookie that stands for the admin", async () => {
    const cookie = await signIn();
    const ctx = await sessionContext(new Headers({ cookie }));
    expect(ctx?.actor).toMatchObject({ name: "admin", role: "admin", projectId: null });
    expect(ctx?.source).toBe("ConsoleAction");
  });

  test("a wrong password, a sign-up and a sign-in by mail are refused", async () => {
    expect((await post("/sign-in/username", { username: "admin", password: "wrong password" })).status).toBe(401);
    const newcomer = { name: "x", email: "x@example.com", password: "0123456789ab" };
    expect((await post("/sign-up/email", newcomer)).status).toBe(404);
    expect((await post("/sign-in/email", newcomer)).status).toBe(404);
  });

  test("a session ended in the database is over at once", async () => {
    const cookie = await signIn();
    getDatabase().delete(session).run();
    expect(await sessionContext(new Headers({ cookie }))).toBeNull();
  });

  test("signing out ends the session", async () => {
    const cookie = await signIn();
    expect((await post("/sign-out", {}, { cookie, origin })).status).toBe(200);
    expect(await sessionContext(new Headers({ cookie }))).toBeNull();
  });
});

describe("attempts to sign in", () => {
  const attempt = (password: string) =>
    handleSignIn(
      new Request(`${origin}/api/auth/sign-in/username`, {
        method: "POST",
        headers: { "content-type": "application/json", host: "127.0.0.1:3000" },
        body: JSON.stringify({ username: "Admin", password }),
      }),
    );

  test("are events, and make wait after the fifth failure, the right password too", async () => {
    const statuses: number[] = [];
    for (const password of ["correct horse", "1", "2", "3", "4", "5", "correct horse"]) {
      statuses.push((await attempt(password)).status);
    }
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401, 429]);
    const told = getDatabase()
      .$client.prepare("select user_name, rating, message from traces where event = 'sign in'")
      .all();
    expect(told).toHaveLength(6);
    expect(told[0]).toMatchObject({ user_name: "admin", rating: "normal" });
    expect(told[5]).toMatchObject({ user_name: "admin", rating: "warning" });
    expect(JSON.stringify(told)).not.toContain("correct horse");
  });
});

test("who is disabled is told the same as with a wrong password, and passwords are changed by the console alone", async () => {
  getDatabase().$client.prepare("update user set disabled_at = 1").run();
  const body = JSON.stringify({ username: "ADMIN ", password: "correct horse" });
  const headers = { "content-type": "application/json", host: "127.0.0.1:3000", "x-forwarded-for": "" };
  getDatabase().$client.prepare("update user set username = 'other', name = 'other'").run();
  const request = new Request(`${origin}/api/auth/sign-in/username`, {
    method: "POST",
    headers,
    body: body.replace("ADMIN ", "other"),
  });
  expect((await handleSignIn(request)).status).toBe(401);
  getDatabase().$client.prepare("update user set username = 'admin', name = 'admin', disabled_at = null").run();
  const changed = await post("/change-password", { currentPassword: "correct horse", newPassword: "another horse" });
  expect(changed.status).toBe(404);
});

describe("tokens", () => {
  test("stand for their role, in either header", () => {
    expect(tokenContext(new Headers({ "x-auth-token": "token-of-the-tests" }))?.actor.role).toBe("admin");
    expect(tokenContext(new Headers({ authorization: "Bearer token-of-the-tests" }))?.source).toBe("ApiCall");
    expect(tokenContext(new Headers({ "x-auth-token": "another" }))).toBeNull();
    expect(tokenContext(new Headers())).toBeNull();
  });

  test("are not stored as they are", () => {
    const rows = getDatabase().$client.prepare("select * from api_tokens").all();
    expect(JSON.stringify(rows)).not.toContain("token-of-the-tests");
    expect(rows).toHaveLength(1);
  });
});

test("data and keys are their owner's alone", () => {
  const mode = (file: string) => statSync(path.join(directory, file)).mode & 0o777;
  expect([mode("."), mode("keys"), mode("evenkeel.db"), mode("keys/auth.key")]).toEqual([0o700, 0o700, 0o600, 0o600]);
});
