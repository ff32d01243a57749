import { describe, expect, it } from "vitest";
import { hashText } from "@/engine/balancing/hash";
import { SourceSessions } from "@/engine/stickiness/source-sessions";
import { sharedNow } from "@/engine/sys/shared-clock";
import type { Balancer } from "@/engine/testing/balancer";
import type { RawClient } from "@/engine/testing/raw-client";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

async function start(
  persistence: { type: "HTTP_COOKIE" | "APP_COOKIE"; cookieName: string | null },
  answer: (name: string, head: string) => string = (name) => ok(name),
): Promise<{
  balancer: Balancer;
  client: RawClient;
  ask: (cookie?: string) => Promise<{ body: string; cookie: string | null }>;
}> {
  const backends = await Promise.all(
    ["0", "1", "2"].map((name) => startBackend(answerEach((head) => answer(name, head)))),
  );
  const members = backends.map(({ port }) => ({ port }));
  const balancer = startBalancer({ members, pool: { persistence: { ...persistence, timeoutMs: 60_000 } } });
  const client = await openClient(balancer.port);
  const ask = async (cookie?: string): Promise<{ body: string; cookie: string | null }> => {
    client.send(`GET / HTTP/1.1\r\nHost: h\r\n${cookie === undefined ? "" : `Cookie: x=y; ${cookie}; z\r\n`}\r\n`);
    const { body, headers } = await client.answer();
    return { body, cookie: headers.get("set-cookie")?.split(";")[0] ?? null };
  };
  return { balancer, client, ask };
}

describe("a session by the balancer's cookie", () => {
  it("stays with its member, and clients without one go around (ST-02)", async () => {
    const { ask } = await start({ type: "HTTP_COOKIE", cookieName: null });
    const first = await ask();
    expect(first.cookie).toMatch(/^EVENKEEL=/);
    for (let i = 0; i < 5; i++) expect(await ask(first.cookie ?? "")).toEqual({ body: first.body, cookie: null });
    const others = new Set([await ask(), await ask(), await ask()].map(({ body }) => body));
    expect(others.size).toBe(3);
  });

  it("is counted at its member as soon as its cookie comes back", async () => {
    const { balancer, ask } = await start({ type: "HTTP_COOKIE", cookieName: null });
    const table = new SourceSessions(balancer.shared.cookieSessions, 9);
    const counted = () => table.list(hashText("pool"), Math.floor(sharedNow() / 1000), 0);
    const [one, other] = [await ask(), await ask()];
    expect(counted().count).toBe(0);
    for (const { cookie } of [one, one, other]) await ask(cookie ?? "");
    expect([...counted().ofMember.values()]).toEqual([1, 1]);
    balancer.setHealth(Number(one.body), "offline");
    const moved = await ask(one.cookie ?? "");
    expect(counted().count).toBe(2);
    expect([...counted().ofMember.values()].reduce((sum, held) => sum + held, 0)).toBe(2);
    expect(counted().ofMember.size).toBe(moved.body === other.body ? 1 : 2);
  });

  it("moves when its member is unwell, and gets a new cookie (ST-05)", async () => {
    const { balancer, ask } = await start({ type: "HTTP_COOKIE", cookieName: "S" });
    const first = await ask();
    balancer.setHealth(Number(first.body), "offline");
    const second = await ask(first.cookie ?? "");
    expect(second.body).not.toBe(first.body);
    balancer.setHealth(Number(first.body), "online");
    expect(await ask(second.cookie ?? "")).toEqual({ body: second.body, cookie: null });
  });

  it("is anew when the cookie is forged", async () => {
    const { ask } = await start({ type: "HTTP_COOKIE", cookieName: "S" });
    expect((await ask("S=0")).cookie).toMatch(/^S=/);
    expect((await ask(`S=${"x".repeat(5000)}`)).cookie).toMatch(/^S=/);
  });

  it("outlives changes of the group", async () => {
    const { balancer, ask } = await start({ type: "HTTP_COOKIE", cookieName: "S" });
    const first = await ask();
    balancer.apply({});
    expect((await ask(first.cookie ?? "")).body).toBe(first.body);
  });
});

describe("a session by the application's cookie", () => {
  it("counts for its member, as people see it while the member drains", async () => {
    const { balancer, ask } = await start({ type: "APP_COOKIE", cookieName: "S" }, (name) => ok(name));
    expect([...balancer.dataPath.countSessions("pool")]).toEqual([]);
    await ask("S=one");
    await ask("S=one");
    await ask("S=two");
    const counts = balancer.dataPath.countSessions("pool");
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it("stays with the member that set it (ST-03), across changes of the group", async () => {
    const { balancer, ask } = await start({ type: "APP_COOKIE", cookieName: "JSESSIONID" }, (name, head) =>
      ok(name, head.includes("JSESSIONID") ? "" : `Set-Cookie: JSESSIONID=of-${name}; Path=/\r\n`),
    );
    const first = await ask();
    expect(first.cookie).toBe(`JSESSIONID=of-${first.body}`);
    for (let i = 0; i < 4; i++) expect((await ask(first.cookie ?? "")).body).toBe(first.body);
    balancer.apply({});
    expect((await ask(first.cookie ?? "")).body).toBe(first.body);
    const unknown = await ask("JSESSIONID=elsewhere");
    for (let i = 0; i < 4; i++) expect((await ask("JSESSIONID=elsewhere")).body).toBe(unknown.body);
  });
});
