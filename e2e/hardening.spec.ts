import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./support/test";

test("pages run scripts with their nonce alone; every answer carries the headers that browsers heed", async ({
  page,
  product,
}) => {
  const answers = await Promise.all([fetch(`${product.url}/sign-in`), fetch(`${product.url}/sign-in`)]);
  const nonces = answers.map((answer) => {
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    return /'nonce-([^']+)'/.exec(policy)?.[1];
  });
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const path of ["/sign-in", "/api/healthz", "/api/v2.0/lbaas/loadbalancers"]) {
    const { headers } = await fetch(product.url + path);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-frame-options"), path).toBe("DENY");
    expect(headers.get("referrer-policy"), path).toBe("same-origin");
    expect(headers.get("x-powered-by"), path).toBeNull();
  }
  await page.goto(`${product.url}/sign-in`);
  // What an injected script would be: without the nonce it does not run.
  const ran = await page.evaluate(() => {
    const script = document.createElement("div");
    script.innerHTML = "<img src=x onerror='window.injected = true'>";
    document.body.append(script);
    return new Promise((done) => setTimeout(() => done("injected" in window), 300));
  });
  expect(ran).toBe(false);
});

test("a page of another site can change nothing with the session", async ({ console: page, product }) => {
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const data = { loadbalancer: { name: "forged" } };
  const answer = await page.request.post(`${product.url}/api/v2.0/lbaas/loadbalancers`, { data, headers: foreign });
  expect(answer.status()).toBe(401);
  const cookie = (await page.context().cookies()).find(({ name }) => name.includes("session"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("nobody but its owner reads the data directory, keys, database and sockets", ({ product }) => {
  expect(statSync(product.data).mode & 0o777).toBe(0o700);
  const open = readdirSync(product.data, { recursive: true, encoding: "utf8" }).filter((file) => {
    const { mode } = statSync(join(product.data, file));
    return /\.(db|key|sock)$|^keys/.test(file) && (mode & 0o077) !== 0;
  });
  expect(open).toEqual([]);
});
