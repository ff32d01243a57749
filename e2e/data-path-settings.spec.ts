import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Page } from "@playwright/test";
import { create, get } from "./support/chain";
import { freePort, type Product } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

interface Echo {
  name: string;
  port: number;
  /** Breaks every connection instead of answering. */
  broken: boolean;
  stop(): Promise<void>;
}

/** A server that answers with its name and the headers that it got. */
async function startEcho(name: string): Promise<Echo> {
  const server = createServer((incoming, response) => {
    if (echo.broken) incoming.socket.destroy();
    else response.end(JSON.stringify({ name, headers: incoming.headers }));
  });
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  const echo: Echo = { name, port: 0, broken: false, stop };
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  echo.port = (server.address() as AddressInfo).port;
  return echo;
}

interface Answer {
  status: number;
  cookie: string | undefined;
  name: string;
  headers: IncomingHttpHeaders;
}

/** One request on a connection of its own, from a loopback address of choice. */
function ask(url: string, headers: Record<string, string> = {}, localAddress = "127.0.0.1"): Promise<Answer> {
  return new Promise((done, fail) => {
    const outgoing = request(url, { headers, localAddress, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => {
        const status = response.statusCode ?? 0;
        const [cookie] = response.headers["set-cookie"] ?? [];
        const seen =
          status === 200 ? (JSON.parse(text) as Pick<Answer, "name" | "headers">) : { name: "", headers: {} };
        done({ status, cookie, ...seen });
      });
    });
    outgoing.on("error", fail);
    outgoing.end();
  });
}

/** What a client gets that sends these bytes and then nothing more, until it is closed. */
function sayAndWait(url: URL, bytes: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), localAddress: "127.0.0.1" });
    let text = "";
    socket.on("connect", () => socket.write(bytes));
    socket.on("data", (part) => (text += String(part)));
    socket.on("close", () => done(text));
    socket.on("error", fail);
    socket.setTimeout(15_000, () => socket.destroy(new Error("nothing was closed in 15 s")));
  });
}

async function openBalancer(product: Product): Promise<{ id: string; address: string }> {
  const { subnets } = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", { vip_subnet_id: subnets[0]?.id });
  return { id: balancer.id, address: String(balancer.vip_address) };
}

async function fillListenerStep(page: Page, port: number): Promise<void> {
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("listener-settings");
  await page.getByLabel("Port", { exact: true }).fill(String(port));
  await page.getByRole("button", { name: /^Advanced/ }).click();
  await page.getByRole("switch", { name: "Only let listed addresses in" }).click();
  const whitelist = page.getByRole("textbox", { name: /^Whitelist/ });
  await whitelist.fill("127.0.0.0/30, 127.0.0.256");
  const pass = page.getByRole("textbox", { name: "Would this address pass?" });
  await expect(page.getByText(/^127\.0\.0\.256: Use an IPv4 address or a range/)).toHaveCount(0);
  await pass.focus();
  await expect(page.getByText(/^127\.0\.0\.256: Use an IPv4 address or a range/)).toBeVisible();
  await whitelist.fill("127.0.0.0/30");
  await pass.fill("127.0.0.9");
  await expect(page.getByText("Does not pass: not in the list")).toBeVisible();
  await pass.fill("127.0.0.1");
  await expect(page.getByText("Passes, by 127.0.0.0/30")).toBeVisible();
  for (const header of ["X-Forwarded-Port", "X-Forwarded-Host", "X-Forwarded-ELB-ID"]) {
    await page.getByRole("checkbox", { name: new RegExp(`^${header}`) }).click();
  }
  await page.getByRole("radio", { name: /^Overwrite/ }).click();
  await page.getByRole("textbox", { name: /^Request header/ }).fill("2");
  await page.getByRole("switch", { name: "Limit connections of one address" }).click();
  await page.getByRole("textbox", { name: "Open connections at most" }).fill("40");
  await page.getByRole("button", { name: /^Next/ }).click();
}

async function fillGroupStep(page: Page, servers: readonly Echo[]): Promise<void> {
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("group-settings");
  await page.getByRole("switch", { name: "Session persistence" }).click();
  for (const [index, server] of servers.entries()) {
    await page.getByRole("button", { name: "Add server", exact: true }).click();
    await page.getByLabel(`Name of server ${index + 1}`).fill(server.name);
    await page.getByLabel(`Address of server ${index + 1}`).fill("127.0.0.1");
    await page.getByLabel(`Port of server ${index + 1}`, { exact: true }).fill(String(server.port));
  }
  await page.getByRole("button", { name: /^Advanced/ }).click();
  await page.getByRole("switch", { name: "Leave out servers that fail requests" }).click();
  await page.getByRole("textbox", { name: "Failures in a row" }).fill("2");
  await page.getByRole("textbox", { name: "Left out for" }).fill("600");
  await page.getByRole("radio", { name: /^Send to all servers/ }).click();
  await page.getByRole("button", { name: /^Next/ }).click();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
}

test("L7-24..27, AC-01..03, K-20, PG-05: settings of the data path take effect from the browser to the wire", async ({
  console: page,
  product,
}) => {
  test.setTimeout(180_000);
  const [steady, shaky] = [await startEcho("steady"), await startEcho("shaky")];
  const port = await freePort();
  const balancer = await openBalancer(product);
  const url = `http://${balancer.address}:${port}/`;
  const home = `${product.url}/load-balancers/${balancer.id}`;
  try {
    await test.step("chosen while listener and group are made", async () => {
      await page.goto(`${home}/listeners/create`);
      await fillListenerStep(page, port);
      await fillGroupStep(page, [steady, shaky]);
      await page.getByRole("switch", { name: "Check the servers’ health" }).click();
      await page.getByRole("button", { name: "Finish", exact: true }).click();
      await expect(page.getByRole("link", { name: "listener-settings" }).first()).toBeVisible();
      await until("it answers", 15_000, async () => (await ask(url)).status === 200);
    });

    const { listeners } = (await product.api("GET", `/api/v2.0/lbaas/listeners?loadbalancer_id=${balancer.id}`))
      .body as { listeners: { id: string; default_pool_id: string }[] };
    const listenerId = listeners[0]?.id ?? "";
    const poolId = listeners[0]?.default_pool_id ?? "";

    await test.step("the API says the same", async () => {
      expect(await get(product, `lbaas/listeners/${listenerId}`, "listener")).toMatchObject({
        allowed_cidrs: ["127.0.0.0/30"],
        access_control_enabled: true,
        forwarded_for: "overwrite",
        header_timeout: 2000,
        connections_per_source: 40,
        insert_headers: { "X-Forwarded-Port": "true", "X-Forwarded-Host": "true", "X-Forwarded-ELB-ID": "true" },
      });
      expect(await get(product, `lbaas/pools/${poolId}`, "pool")).toMatchObject({
        session_persistence: { type: "HTTP_COOKIE", persistence_timeout: 1200 },
        passive_ejection: { consecutive_failures: 2, eject_time: 600 },
        fail_open: true,
      });
    });

    await test.step("the whitelist, the headers and the time of the header", async () => {
      expect((await ask(url, {}, "127.0.0.9")).status).toBe(403);
      const { headers } = await ask(url, { "X-Forwarded-For": "203.0.113.9", Host: "shop.example" });
      expect(headers).toMatchObject({
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-port": String(port),
        "x-forwarded-host": "shop.example",
        "x-forwarded-elb-id": balancer.id,
      });
      expect(await sayAndWait(new URL(url), "GET / HTTP/1.1\r\nHost: a")).toMatch(/^HTTP\/1\.1 408 /);
    });

    await test.step("a cookie keeps a client with its server", async () => {
      const first = await ask(url);
      const cookie = first.cookie?.split(";")[0] ?? "";
      expect(first.cookie).toContain("Max-Age=1200");
      const names = new Set<string>();
      for (let i = 0; i < 8; i++) names.add((await ask(url, { Cookie: cookie })).name);
      expect([...names]).toEqual([first.name]);
    });

    await test.step("changed on the listener's page, in effect at once", async () => {
      await page.goto(`${home}/listeners/${listenerId}`);
      await page.getByRole("radio", { name: /^Append/ }).click();
      await page.getByRole("textbox", { name: /^Trusted proxies/ }).fill("127.0.0.1");
      await save(page);
      await page.getByRole("switch", { name: "Only let listed addresses in" }).click();
      await save(page);
      await until("anybody gets in", 5_000, async () => (await ask(url, {}, "127.0.0.9")).status === 200);
      const { headers } = await ask(url, { "X-Forwarded-For": "203.0.113.9" });
      expect(headers["x-forwarded-for"]).toBe("203.0.113.9, 127.0.0.1");
      await page.getByRole("radio", { name: /^Preserve/ }).click();
      await save(page);
      await until("what came stays", 5_000, async () => {
        return (await ask(url, { "X-Forwarded-For": "203.0.113.9" })).headers["x-forwarded-for"] === "203.0.113.9";
      });
    });

    await test.step("a server that fails is left out, and its row says so", async () => {
      await page.goto(`${home}/groups/${poolId}`);
      await expect(page.getByText("2 failures: out for 600 s")).toBeVisible();
      shaky.broken = true;
      // How many requests it takes depends on the worker that each lands on, and on whether it has an idle connection.
      const row = page.getByText(/^Left out of the group until .*closes the connection without an answer/);
      await until("it is left out", 15_000, async () => {
        for (let i = 0; i < 4; i++) await ask(url);
        return await row.isVisible();
      });
      const { members } = (await product.api("GET", `/api/v2.0/lbaas/pools/${poolId}/members`)).body as {
        members: { name: string; ejected_until: string | null; ejected_reason: string | null }[];
      };
      const out = members.find(({ name }) => name === "shaky");
      expect(out?.ejected_reason).toBe("CLOSED");
      expect(Date.parse(out?.ejected_until ?? "") - Date.now()).toBeGreaterThan(500_000);
      expect(members.find(({ name }) => name === "steady")?.ejected_until).toBeNull();
      shaky.broken = false;
      const names = new Set<string>();
      for (let i = 0; i < 8; i++) names.add((await ask(url)).name);
      expect([...names]).toEqual(["steady"]);
    });

    await test.step("switched off in the group's settings, it is back", async () => {
      await page.getByRole("region", { name: "Distribution" }).getByRole("button", { name: "Edit" }).click();
      await page.getByRole("switch", { name: "Leave out servers that fail requests" }).click();
      await page.getByRole("radio", { name: /^Application cookie/ }).click();
      await page.getByRole("textbox", { name: "Cookie name" }).fill("SHOPSESSION");
      await save(page);
      await expect(page.getByText(/^Left out of the group until/)).toHaveCount(0);
      await until("both answer", 10_000, async () => {
        const names = new Set<string>();
        for (let i = 0; i < 4; i++) names.add((await ask(url)).name);
        return names.size === 2;
      });
      const pool = await get(product, `lbaas/pools/${poolId}`, "pool");
      expect(pool).toMatchObject({
        passive_ejection: null,
        session_persistence: { type: "APP_COOKIE", cookie_name: "SHOPSESSION" },
      });
    });
  } finally {
    await steady.stop();
    await shaky.stop();
  }
});
