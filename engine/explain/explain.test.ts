import { expect, it } from "vitest";
import type { AskedPassage, PassageExplanation } from "@/lib/wire/explanation";
import { ipv4Number } from "@/engine/limits/peer-address";
import { policy, prefix } from "@/engine/routing/testing/policies";
import { addressSet, type Balancer, type BalancerOptions } from "@/engine/testing/balancer";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const local = ipv4Number("127.0.0.1");

function explain(balancer: Balancer, asked: Partial<AskedPassage> = {}): PassageExplanation {
  const passage = {
    client: "127.0.0.1",
    announced: "",
    address: "127.0.0.1",
    method: "GET",
    host: "h",
    path: "/",
    headers: [],
    ...asked,
  };
  const explanation = balancer.dataPath.explain("listener", passage);
  if (explanation === null) throw new Error("the listener does not run");
  return explanation;
}

async function start(options: Partial<BalancerOptions> & { weights?: number[]; pools?: string[] } = {}) {
  const { weights = [1, 1, 1], pools = [], ...rest } = options;
  const names = weights.map((_, index) => `member-${index}`);
  const backends = await Promise.all(names.map((name) => startBackend(answerEach(() => ok(name)))));
  const members = backends.map(({ port }, i) => ({ port, weight: weights[i], pool: pools[i] ?? "pool" }));
  const balancer = startBalancer({ members, ...rest });
  const ask = async (lines = "", path = "/", source = "127.0.0.1") => {
    const client = await openClient(balancer.port, source);
    client.send(`GET ${path} HTTP/1.1\r\nHost: h\r\n${lines}\r\n`);
    return client.answer();
  };
  return { balancer, ask };
}

it.each(["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"] as const)(
  "%s: names who gets the next request, and asking takes nobody's turn",
  async (algorithm) => {
    const { balancer, ask } = await start({ weights: [3, 1, 2], pool: { algorithm } });
    for (let i = 0; i < 12; i++) {
      const next = explain(balancer);
      expect(explain(balancer)).toEqual(next);
      expect(next.memberId).toBe((await ask()).body);
    }
  },
);

it("says how each member stands, with its weight and what it holds", async () => {
  const { balancer } = await start({
    weights: [5, 0, 1, 1],
    pool: { passiveEjection: { consecutiveFailures: 1, ejectMs: 60_000 } },
  });
  balancer.setHealth(2, "offline");
  balancer.setHealth(3, "unknown");
  expect(explain(balancer)).toMatchObject({
    stop: null,
    poolId: "pool",
    session: null,
    memberId: "member-0",
    members: [
      { memberId: "member-0", weight: 5, held: 0, standing: "eligible" },
      { memberId: "member-1", weight: 0, standing: "weightZero" },
      { memberId: "member-2", standing: "unhealthy" },
      { memberId: "member-3", standing: "firstCheck" },
    ],
  });
  balancer.setHealth(0, "offline");
  expect(explain(balancer)).toMatchObject({ stop: "noHealthyMember", status: 503, memberId: null });
  balancer.apply({ pool: { enabled: false } });
  expect(explain(balancer)).toMatchObject({ stop: "groupDisabled", status: 503 });
  balancer.apply({ members: [], pool: {} });
  expect(explain(balancer)).toMatchObject({ stop: "noMember", status: 503, members: [] });
  balancer.apply({ listener: { defaultPoolId: null } });
  expect(explain(balancer)).toMatchObject({ stop: "noGroup", status: 503, poolId: null });
});

it("the access list, the address's sources and the limit stop a client as they do on the wire", async () => {
  const { balancer, ask } = await start({ listener: { whitelist: addressSet(ipv4Number("127.0.0.9")) } });
  expect(explain(balancer)).toMatchObject({
    stop: "accessList",
    status: 403,
    accessList: { ranges: 1, admits: false },
  });
  expect((await ask()).status).toBe(403);
  expect(explain(balancer, { client: "127.0.0.9" })).toMatchObject({ stop: null, accessList: { admits: true } });
  const address = { kind: "private" as const, address: "127.0.0.1", bandwidth: null };
  balancer.apply({ listener: { addresses: [{ ...address, allowedSources: addressSet(1) }] } });
  expect(explain(balancer)).toMatchObject({ stop: "source", status: 0 });
  balancer.apply({ listener: { connectionLimit: 0 } });
  expect(explain(balancer)).toMatchObject({ stop: "limit", connections: { limit: 0 } });
});

it("one address may have so many connections", async () => {
  const { balancer, ask } = await start({ listener: { connectionsPerSource: 1 } });
  expect(explain(balancer)).toMatchObject({ stop: null, ofSource: { open: 0, limit: 1 } });
  await ask();
  expect(explain(balancer)).toMatchObject({ stop: "sourceLimit", status: 0, ofSource: { open: 1, limit: 1 } });
  expect(explain(balancer, { client: "127.0.0.9" })).toMatchObject({ stop: null, ofSource: { open: 0 } });
});

it("behind a trusted proxy it is the client that the header names who is judged", async () => {
  const trusted = { trustedProxies: addressSet(local), whitelist: addressSet(ipv4Number("10.0.0.7")) };
  const { balancer } = await start({ listener: trusted, pool: { algorithm: "SOURCE_IP" } });
  expect(explain(balancer, { headers: [["X-Forwarded-For", "10.0.0.7"]] })).toMatchObject({
    stop: null,
    client: "10.0.0.7",
    behindProxy: true,
  });
  expect(explain(balancer, { headers: [["X-Forwarded-For", "10.0.0.8"]] })).toMatchObject({
    stop: "accessList",
    status: 403,
    client: "10.0.0.8",
  });
});

const believing = (() => {
  const trusted = addressSet(local);
  return { trustedProxies: trusted, proxyProtocolFrom: trusted };
})();

it("a PROXY protocol header's client stands in the peer's place; without the header the peer is reset", async () => {
  const whitelist = addressSet(ipv4Number("10.0.0.7"));
  const { balancer } = await start({ listener: { ...believing, whitelist }, pool: { algorithm: "SOURCE_IP" } });
  expect(explain(balancer)).toMatchObject({ stop: "proxyHeader", status: 0, memberId: null });
  const announced = explain(balancer, { announced: "10.0.0.7" });
  expect(announced).toMatchObject({ stop: null, client: "10.0.0.7", accessList: { admits: true } });
  const client = await openClient(balancer.port);
  client.send("PROXY TCP4 10.0.0.7 127.0.0.1 1 2\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  expect((await client.answer()).body).toBe(announced.memberId);
  expect(explain(balancer, { announced: "10.0.0.8" })).toMatchObject({ stop: "accessList", status: 403 });
});

it("a header that nobody awaits is no request, as on the wire", async () => {
  const { balancer } = await start();
  expect(explain(balancer, { announced: "10.0.0.7" })).toMatchObject({ stop: "malformed", status: 400 });
  const client = await openClient(balancer.port);
  client.send("PROXY TCP4 10.0.0.7 127.0.0.1 1 2\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  expect((await client.answer()).status).toBe(400);
});

it("TCP: the announced client has the session and the hash", async () => {
  const backend = await startBackend(answerEach(() => ok("x")));
  const balancer = startBalancer({
    members: [{ port: backend.port }, { port: backend.port }, { port: backend.port }],
    listener: { protocol: "TCP", ...believing },
    pool: { protocol: "TCP", persistence: { type: "SOURCE_IP", cookieName: null, timeoutMs: 60_000 } },
  });
  const client = await openClient(balancer.port);
  client.send("PROXY TCP4 10.0.0.7 127.0.0.1 1 2\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  await client.answer();
  expect(explain(balancer, { announced: "10.0.0.7" }).session).toMatchObject({ outcome: "kept" });
  expect(explain(balancer, { announced: "10.0.0.8" }).session).toMatchObject({ outcome: "none" });
});

it("policies choose the group, or answer by themselves", async () => {
  const { balancer, ask } = await start({
    pools: ["pool", "other", "other"],
    policies: [
      policy("no", { action: "REJECT", redirectPoolId: null, rules: [prefix("/no")] }),
      policy("moved", {
        action: "REDIRECT_TO_URL",
        redirectPoolId: null,
        redirectUrl: "https://new/",
        redirectHttpCode: 302,
        rules: [prefix("/moved")],
      }),
      policy("there", { redirectPoolId: "other", rules: [prefix("/there")] }),
    ],
  });
  expect(explain(balancer, { path: "/no/1?q" })).toMatchObject({ stop: "policy", status: 403, poolId: null });
  expect((await ask("", "/no/1?q")).status).toBe(403);
  expect(explain(balancer, { path: "/moved" })).toMatchObject({
    stop: "policy",
    status: 302,
    location: "https://new/",
  });
  const there = explain(balancer, { path: "/there" });
  expect(there).toMatchObject({ poolId: "other", members: [{ memberId: "member-1" }, { memberId: "member-2" }] });
  expect((await ask("", "/there")).body).toBe(there.memberId);
  expect(explain(balancer, { path: "/else" })).toMatchObject({ poolId: "pool", memberId: "member-0" });
});

it.each([
  ["a line break in a header", { headers: [["X", "a\r\nHost: other\r\n\r\nGET / HTTP/1.1"]] }, 400],
  ["a method with a space", { method: "GET /" }, 400],
  ["no host", { host: "" }, 400],
  ["a path that is too long", { path: `/${"x".repeat(8192)}` }, 414],
] as [string, Partial<AskedPassage>, number][])("%s is no request, as on the wire", async (_, asked, status) => {
  const { balancer } = await start();
  expect(explain(balancer, asked)).toMatchObject({ stop: "malformed", status, memberId: null });
});

it("a balancer cookie leads to its member, until that is unfit; a forged one to nobody", async () => {
  const persistence = { type: "HTTP_COOKIE" as const, cookieName: "S", timeoutMs: 60_000 };
  const { balancer, ask } = await start({ pool: { persistence } });
  const first = await ask();
  const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
  const asked = (value: string) => explain(balancer, { headers: [["cookie", value]] });
  expect(explain(balancer).session).toEqual({
    type: "HTTP_COOKIE",
    cookieName: "S",
    given: false,
    outcome: "none",
    memberId: null,
  });
  expect(asked(cookie)).toMatchObject({ session: { outcome: "kept", memberId: first.body }, memberId: first.body });
  expect(asked("S=forged.1.x").session).toMatchObject({ given: true, outcome: "unknown", memberId: null });
  balancer.setHealth(Number(first.body.at(-1)), "offline");
  const moved = asked(cookie);
  expect(moved.session).toMatchObject({ outcome: "unfit", memberId: first.body });
  expect(moved.memberId).not.toBe(first.body);
});

it("an application's cookie is looked up, and does not live longer for it", async () => {
  const persistence = { type: "APP_COOKIE" as const, cookieName: "A", timeoutMs: 60_000 };
  const { balancer, ask } = await start({ pool: { persistence } });
  expect(explain(balancer, { headers: [["cookie", "A=1"]] }).session).toMatchObject({
    given: true,
    outcome: "unknown",
  });
  const { body } = await ask("Cookie: A=1\r\n");
  expect(explain(balancer, { headers: [["cookie", "A=1"]] })).toMatchObject({
    session: { outcome: "kept", memberId: body },
    memberId: body,
  });
});

it("TCP: a source's session, kept without a connection's worth of time", async () => {
  const backend = await startBackend(answerEach(() => ok("x")));
  const balancer = startBalancer({
    members: [{ port: backend.port }, { port: backend.port }],
    listener: { protocol: "TCP" },
    pool: { protocol: "TCP", persistence: { type: "SOURCE_IP", cookieName: null, timeoutMs: 60_000 } },
  });
  expect(explain(balancer)).toMatchObject({ session: { outcome: "none", memberId: null }, memberId: "member-0" });
  const client = await openClient(balancer.port);
  client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  await client.answer();
  expect(explain(balancer)).toMatchObject({ session: { outcome: "kept", memberId: "member-0" }, memberId: "member-0" });
  expect(explain(balancer).members[0]).toMatchObject({ held: 1 });
  balancer.setHealth(0, "offline");
  expect(explain(balancer)).toMatchObject({ session: { outcome: "unfit" }, memberId: "member-1" });
  balancer.setHealth(1, "offline");
  expect(explain(balancer)).toMatchObject({ stop: "noHealthyMember", status: 0 });
});

it("a listener that does not run says nothing", async () => {
  const { balancer } = await start();
  const passage = { client: "127.0.0.1", announced: "", address: "", method: "GET", host: "h", path: "/", headers: [] };
  expect(balancer.dataPath.explain("nobody", passage)).toBeNull();
});

it("a redirect to HTTPS answers before the policies, after the access list", async () => {
  const redirect = { policyId: "redirect", port: ":8443" };
  const policies = [policy("no", { action: "REJECT", redirectPoolId: null, rules: [prefix("/")] })];
  const { balancer } = await start({ policies, listener: { redirect } });
  expect(explain(balancer, { host: "shop.example:80", path: "/a?b" })).toMatchObject({
    stop: "redirect",
    status: 301,
    location: "https://shop.example:8443/a?b",
    poolId: null,
  });
  balancer.apply({ policies, listener: { redirect, whitelist: addressSet(1) } });
  expect(explain(balancer)).toMatchObject({ stop: "accessList", status: 403 });
});
