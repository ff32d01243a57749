import { describe, expect, it, test } from "vitest";
import { ipv4Number } from "@/engine/limits/peer-address";
import { policy, prefix } from "@/engine/routing/testing/policies";
import { addressSet, type BalancerOptions } from "@/engine/testing/balancer";
import type { RawClient } from "@/engine/testing/raw-client";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";

const to443 = { policyId: "redirect", port: "" };
const to8443 = { policyId: "redirect", port: ":8443" };

async function start(options: Partial<BalancerOptions> = {}) {
  const backend = await startBackend(answerEach(ok("served")));
  const balancer = startBalancer({
    members: [{ port: backend.port }],
    ...options,
    listener: { redirect: to443, ...options.listener },
  });
  return { backend, balancer, client: await openClient(balancer.port) };
}

async function answer(client: RawClient, text: string) {
  client.send(text);
  const { status, headers } = await client.answer();
  return { status, location: headers.get("location"), connection: headers.get("connection") };
}

describe("a redirect to HTTPS (L7-21)", () => {
  test.each([
    [
      "host, path and query",
      "GET /a/b?c=d&e HTTP/1.1\r\nHost: shop.example.com\r\n",
      "https://shop.example.com/a/b?c=d&e",
    ],
    [
      "the port of the request left out",
      "GET / HTTP/1.1\r\nHost: Shop.example.com:8080\r\n",
      "https://shop.example.com/",
    ],
    ["an address in brackets", "GET /x HTTP/1.1\r\nHost: [2001:db8::1]:80\r\n", "https://[2001:db8::1]/x"],
    [
      "an absolute target before Host",
      "GET http://one.example/p?q HTTP/1.1\r\nHost: two.example\r\n",
      "https://one.example/p?q",
    ],
    ["an absolute target without a path", "GET http://one.example?q HTTP/1.1\r\nHost: h\r\n", "https://one.example/?q"],
    ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: h\r\n", "https://h/"],
    ["two slashes as a path", "GET //evil.example/ HTTP/1.1\r\nHost: h\r\n", "https://h//evil.example/"],
    ["bytes that are encoded", "GET /%0d%0aSet-Cookie:x HTTP/1.1\r\nHost: h\r\n", "https://h/%0d%0aSet-Cookie:x"],
  ])("%s", async (_, head, location) => {
    const { client } = await start();
    expect(await answer(client, `${head}\r\n`)).toMatchObject({ status: 301, location });
  });

  it("names a port that is not 443, and what the client connected to where it names no host", async () => {
    const { client } = await start({ listener: { redirect: to8443 } });
    expect((await answer(client, "GET /?a HTTP/1.1\r\nHost: h:80\r\n\r\n")).location).toBe("https://h:8443/?a");
    expect((await answer(client, "GET /old HTTP/1.0\r\n\r\n")).location).toBe("https://127.0.0.1:8443/old");
  });

  test.each(["evil.example/path", "h@evil.example", "h\tevil", "h, evil.example", "", "h:99999", "[::1", "h\x00"])(
    "Host %j is refused and not reflected",
    async (host) => {
      const { client } = await start();
      const { status, location } = await answer(client, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      expect([status, location]).toEqual([400, undefined]);
    },
  );

  it("keeps the connection for the next request, whatever the method, and no member hears of it", async () => {
    const { backend, balancer, client } = await start();
    for (const method of ["GET", "HEAD", "DELETE"]) {
      client.send(`${method} /x HTTP/1.1\r\nHost: h\r\n\r\n`);
      expect((await client.answer(method === "HEAD")).status).toBe(301);
    }
    const posted = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
    expect(await answer(client, posted)).toMatchObject({ status: 301, location: "https://h/x" });
    expect(balancer.count("status3xx")).toBe(4);
    expect([backend.bytes, balancer.inFlight(0)]).toEqual(["", 0]);
  });

  it("ends the connection after an answer to a body that it does not read", async () => {
    const { client } = await start();
    const head = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc";
    expect(await answer(client, head)).toMatchObject({ status: 301, connection: "close" });
  });

  it("leaves policies and group inactive, which are back without it (L7-23)", async () => {
    const policies = [policy("no", { action: "REJECT", redirectPoolId: null, rules: [prefix("/no")] })];
    const { balancer, client } = await start({ policies });
    const ask = async (path: string) => (await answer(client, `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`)).status;
    expect([await ask("/no"), await ask("/")]).toEqual([301, 301]);
    balancer.apply({ listener: { redirect: null } });
    expect([await ask("/no"), await ask("/")]).toEqual([403, 200]);
    balancer.apply({ listener: { redirect: to443, defaultPoolId: null } });
    expect([await ask("/no"), await ask("/")]).toEqual([301, 301]);
  });

  it("still asks the whitelist (AC-05)", async () => {
    const { client } = await start({ listener: { whitelist: addressSet(ipv4Number("127.0.0.9")) } });
    expect((await answer(client, "GET / HTTP/1.1\r\nHost: h\r\n\r\n")).status).toBe(403);
  });
});
