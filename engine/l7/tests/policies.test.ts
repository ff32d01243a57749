import { describe, expect, it, test } from "vitest";
import type { L7PolicySpec, L7RuleSpec } from "@/lib/wire/snapshot";
import { domain, exact, policy, prefix, regex, rule } from "@/engine/routing/testing/policies";
import type { Balancer } from "@/engine/testing/balancer";
import type { RawClient } from "@/engine/testing/raw-client";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

/** A policy to the group of its own name. */
function to(pool: string, rules: L7RuleSpec[], position = 1): L7PolicySpec {
  return policy(pool, { name: pool, position, redirectPoolId: pool, rules });
}

/** One backend a group, named as the group; "default" is the listener's own. */
async function start(policies: L7PolicySpec[]): Promise<{ balancer: Balancer; client: RawClient }> {
  const groups = policies.flatMap(({ redirectPoolId }) => redirectPoolId ?? []);
  const members = await Promise.all(
    ["pool", ...new Set(groups)].map(async (pool) => {
      const name = pool === "pool" ? "default" : pool;
      return { id: name, pool, port: (await startBackend(answerEach(ok(name)))).port };
    }),
  );
  const balancer = startBalancer({ members, policies });
  return { balancer, client: await openClient(balancer.port) };
}

async function ask(client: RawClient, path: string, headers = "Host: www.test.com\r\n"): Promise<string> {
  client.send(`GET ${path} HTTP/1.1\r\n${headers}\r\n`);
  return (await client.answer()).body;
}

describe("one URL against the request /elb/index.html on the wire (FP-09)", () => {
  const kinds = { exact, prefix, regex };
  const expected = {
    exact: { "/elb/index.html": true, "/elb": false, "/index.html": false, "/elb[^\\s]*": false },
    prefix: { "/elb/index.html": true, "/elb": true, "/index.html": false, "/elb[^\\s]*": false },
    regex: { "/elb/index.html": true, "/elb": false, "/index.html": false, "/elb[^\\s]*": true },
  };
  const cells = (["exact", "prefix", "regex"] as const).flatMap((kind) =>
    Object.entries(expected[kind]).map(([url, matches]) => [kind, url, matches] as const),
  );
  test.each(cells)("%s %s: %s", async (kind, url, matches) => {
    const { client } = await start([to("policy", [kinds[kind](url)])]);
    expect(await ask(client, "/elb/index.html")).toBe(matches ? "policy" : "default");
  });
});

describe("policies", () => {
  it("choose the group of each request of one connection (FP-04, FP-07, FP-10, FP-11)", async () => {
    const { client } = await start([
      to("regex", [regex("/elb[^\\s]*")], 1),
      to("prefix", [prefix("/elb")], 2),
      to("longer", [prefix("/elb/a")], 3),
      to("exact", [exact("/elb/index.html")], 4),
      to("own", [domain("www.test.com"), prefix("/own")], 5),
      to("any", [prefix("/own")], 6),
    ]);
    const asked = ["/elb/index.html", "/elb_gls/glossary.html", "/elb/abc", "/other", "/own/1"];
    const answers: string[] = [];
    for (const path of asked) answers.push(await ask(client, path));
    expect(answers).toEqual(["exact", "prefix", "longer", "default", "own"]);
    expect(await ask(client, "/own", "Host: third.com\r\n")).toBe("any");
  });

  it("see the host without port and case, the path without query, an absolute target's authority (FP-12)", async () => {
    const { client } = await start([to("policy", [domain("www.test.com"), exact("/x")])]);
    expect(await ask(client, "/x?y=/z", "Host: WWW.Test.com:8080\r\n")).toBe("policy");
    expect(await ask(client, "http://www.test.com/x", "Host: other.com\r\n")).toBe("policy");
    expect(await ask(client, "/x", "Host: other.com\r\n")).toBe("default");
  });

  it("see headers and cookies", async () => {
    const { client } = await start([
      to("header", [rule("HEADER", "EQUAL_TO", "b", { key: "X-Kind" })], 1),
      to("cookie", [rule("COOKIE", "EQUAL_TO", "gold", { key: "plan" })], 2),
    ]);
    expect(await ask(client, "/", "Host: h\r\nx-kind: a\r\nX-KIND: b\r\n")).toBe("header");
    expect(await ask(client, "/", "Host: h\r\nCookie: a=b; plan=gold\r\n")).toBe("cookie");
    expect(await ask(client, "/", "Host: h\r\nCookie: plan=silver\r\n")).toBe("default");
  });

  it("reject and redirect without asking a member, and the connection goes on", async () => {
    const { balancer, client } = await start([
      policy("reject", { action: "REJECT", redirectPoolId: null, rules: [prefix("/no")] }),
      policy("url", {
        action: "REDIRECT_TO_URL",
        redirectPoolId: null,
        redirectUrl: "https://a.b/c",
        rules: [prefix("/url")],
      }),
      policy("prefix", {
        action: "REDIRECT_PREFIX",
        redirectPoolId: null,
        redirectPrefix: "https://c.d/",
        redirectHttpCode: 308,
        rules: [prefix("/pre")],
      }),
    ]);
    const answer = async (path: string) => {
      client.send(`GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`);
      const { status, headers } = await client.answer();
      return [status, headers.get("location"), headers.get("server")];
    };
    expect(await answer("/no")).toEqual([403, undefined, "elb"]);
    expect(await answer("/url?q=1")).toEqual([302, "https://a.b/c", "elb"]);
    expect(await answer("/pre/x?q=1")).toEqual([308, "https://c.d/pre/x?q=1", "elb"]);
    expect(await ask(client, "/")).toBe("default");
    expect(balancer.count("malformedRequests")).toBe(0);
    expect([balancer.count("status4xx"), balancer.count("status3xx")]).toEqual([1, 2]);
  });

  it("answer a rejected request with a body and close, as its body is not read", async () => {
    const { client } = await start([policy("no", { action: "REJECT", redirectPoolId: null })]);
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc");
    const { status, headers } = await client.answer();
    expect([status, headers.get("connection")]).toEqual([403, "close"]);
  });

  it("refuse a long path that hostile expressions take too long to judge, and serve others", async () => {
    const hostile = Array.from({ length: 300 }, (_, i) => to("policy", [regex(`/(.*a){12}z${i}`)], i + 1));
    const { balancer, client } = await start(hostile.map((each, i) => ({ ...each, id: `policy-${i}` })));
    const path = Array.from({ length: 7000 }, (_, i) => "ab".charAt((i * 7919) % 13 > 5 ? 1 : 0)).join("");
    client.send(`GET /${path} HTTP/1.1\r\nHost: h\r\n\r\n`);
    expect((await client.answer()).status).toBe(414);
    expect(await ask(await openClient(balancer.port), "/")).toBe("default");
  });

  it("are added, changed and taken away while requests come, and none fails", async () => {
    const { balancer, client } = await start([to("one", [prefix("/a")]), to("two", [prefix("/zzz")], 2)]);
    const seen = new Set<string>();
    for (let i = 0; i < 300; i++) {
      if (i % 3 === 0) balancer.apply({ policies: [to("one", [prefix("/a")])] });
      if (i % 3 === 1) balancer.apply({ policies: [to("two", [regex("/a.*")])] });
      if (i % 3 === 2) balancer.apply({ policies: [] });
      const answer = await ask(client, "/abc");
      expect(answer).toBe(["one", "two", "default"][i % 3]);
      seen.add(answer);
    }
    expect(seen.size).toBe(3);
    expect(balancer.count("status5xx")).toBe(0);
  });

  it("change under eight busy clients, and every request is answered by one of the groups", async () => {
    const variants = [[to("one", [prefix("/a")])], [to("two", [regex("/a.*")])], []];
    const { balancer } = await start([to("one", [prefix("/a")]), to("two", [prefix("/zzz")], 2)]);
    const clients = await Promise.all(Array.from({ length: 8 }, () => openClient(balancer.port)));
    const busy = new Set(clients);
    const counts: Record<string, number> = {};
    const work = clients.map(async (client) => {
      for (let i = 0; i < 100; i++) {
        const answer = await ask(client, "/abc");
        counts[answer] = (counts[answer] ?? 0) + 1;
      }
      busy.delete(client);
    });
    for (let i = 0; busy.size > 0; i++) {
      balancer.apply({ policies: variants[i % 3] ?? [] });
      await new Promise((next) => setImmediate(next));
    }
    await Promise.all(work);
    expect(Object.keys(counts).sort()).toEqual(["default", "one", "two"]);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(800);
    expect([balancer.count("requests"), balancer.count("status2xx")]).toEqual([800, 800]);
  });

  it("keep sessions in the group of the policy", async () => {
    const { balancer, client } = await start([to("one", [prefix("/a")])]);
    balancer.apply({ pool: { persistence: { type: "HTTP_COOKIE", cookieName: "S", timeoutMs: 60_000 } } });
    client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    const { body, headers } = await client.answer();
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    expect([body, cookie]).toEqual(["one", expect.stringMatching(/^S=/)]);
    expect(await ask(client, "/a", `Host: h\r\nCookie: ${cookie}\r\n`)).toBe("one");
    expect(await ask(client, "/", `Host: h\r\nCookie: ${cookie}\r\n`)).toBe("default");
  });
});
