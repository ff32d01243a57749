import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type Backend, startBackend } from "./support/backend";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

const requestCount = 400;

async function send(url: string, count: number): Promise<{ answers: Map<string, number>; failed: number }> {
  const answers = new Map<string, number>();
  let failed = 0;
  for (let i = 0; i < count; i++) {
    const response = await fetch(url);
    const text = await response.text();
    if (response.ok) answers.set(text, (answers.get(text) ?? 0) + 1);
    else failed += 1;
  }
  return { answers, failed };
}

/** LB-05..LB-10: the create form with its confirm step. Ends on the new load balancer's page. */
async function createLoadBalancer(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Create load balancer" }).first().click();
  await page.getByRole("radio", { name: /Public/ }).click();
  await page.getByRole("textbox", { name: /^Bandwidth/ }).fill("50");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: /^Description/ }).fill("The main job's journey");
  await page.getByRole("button", { name: "Review configuration" }).click();
  await expect(page.getByText(name).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText("50 Mbit/s").filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** LS-05: listener, group with two servers and health check in three steps. Ends on the Listeners tab. */
async function addListener(
  page: Page,
  port: number,
  servers: { name: string; port: number; weight: number }[],
): Promise<void> {
  await page.getByRole("link", { name: "Add listener" }).first().click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("listener-main");
  await page.getByLabel("Port", { exact: true }).fill(String(port));
  await page.getByRole("button", { name: /^Next/ }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("server_group-main");
  for (const [index, server] of servers.entries()) {
    const row = index + 1;
    const address = page.getByLabel(`Address of server ${row}`);
    if (!(await address.isVisible())) await page.getByRole("button", { name: "Add server" }).click();
    await page.getByLabel(`Name of server ${row}`).fill(server.name);
    await address.fill("127.0.0.1");
    await page.getByLabel(`Port of server ${row}`, { exact: true }).fill(String(server.port));
    await page.getByLabel(`Weight of server ${row}`).fill(String(server.weight));
  }
  await page.getByRole("button", { name: /^Next/ }).click();
  await page.getByRole("radio", { name: /Custom settings/ }).click();
  await page.getByRole("textbox", { name: /^Interval/ }).fill("1");
  await page.getByRole("textbox", { name: /^Timeout/ }).fill("1");
  await page.getByRole("textbox", { name: /^Retries/ }).fill("2");
  await page.getByRole("textbox", { name: /^Path/ }).fill("/healthz");
  await page.getByRole("button", { name: "Finish", exact: true }).click();
  await expect(page.getByRole("link", { name: "listener-main" }).first()).toBeVisible();
}

test("LB-05..HC-09: a load balancer made in the browser carries real traffic", async ({ console: page, product }) => {
  test.setTimeout(120_000);
  const heavy: Backend = await startBackend("heavy");
  const light: Backend = await startBackend("light");
  const port = await freePort();
  try {
    await page.goto(`${product.url}/load-balancers`);
    await createLoadBalancer(page, "elb-main");
    await addListener(page, port, [
      { name: "heavy", port: heavy.port, weight: 3 },
      { name: "light", port: light.port, weight: 1 },
    ]);

    await test.step("configuration in effect and both servers healthy", async () => {
      await page.getByRole("link", { name: "Overview", exact: true }).last().click();
      await expect(page.getByText("2 of 2 healthy").first()).toBeVisible();
    });

    const list = (await product.api("GET", "/api/v2.0/lbaas/loadbalancers?name=elb-main")).body as {
      loadbalancers: { vip_address: string }[];
    };
    const url = `http://${list.loadbalancers[0]?.vip_address}:${port}/`;

    await test.step("requests follow the weights 3:1", async () => {
      const { answers, failed } = await send(url, requestCount);
      expect(failed).toBe(0);
      // Each worker goes round by itself: its share is exact but for the round that it is in.
      expect(answers.get("heavy") ?? 0).toBeGreaterThanOrEqual(requestCount * 0.75 - 4);
      expect(answers.get("heavy") ?? 0).toBeLessThanOrEqual(requestCount * 0.75 + 4);
      expect((answers.get("heavy") ?? 0) + (answers.get("light") ?? 0)).toBe(requestCount);
      expect(heavy.requests + light.requests).toBe(requestCount);
    });

    await test.step("the live chart moves", async () => {
      const enough = new AbortController();
      const load = (async () => {
        while (!enough.signal.aborted) await send(url, 20);
      })();
      try {
        await expect(async () => {
          const legend = await page.getByText(/^2xx/).first().locator("..").textContent();
          expect(Number(/2xx\s*([\d,.]+)/.exec(legend ?? "")?.[1]?.replaceAll(",", "") ?? 0)).toBeGreaterThan(0);
        }).toPass({ timeout: 15_000 });
      } finally {
        enough.abort();
        await load;
      }
    });

    await test.step("a stopped server leaves the rotation and the screen says why", async () => {
      await page.getByRole("link", { name: "server_group-main" }).first().click();
      await expect(page.getByRole("heading", { level: 1, name: "server_group-main" })).toBeVisible();
      await heavy.stop();
      await expect(page.getByText("Unhealthy").first()).toBeVisible({ timeout: 15_000 });
      await expect(page.getByText(/refuses connections/).first()).toBeVisible();
      const { answers, failed } = await send(url, 40);
      expect({ failed, answers: [...answers] }).toEqual({ failed: 0, answers: [["light", 40]] });
    });

    await test.step("started again, it comes back", async () => {
      const again = await startBackend("heavy", "127.0.0.1", heavy.port);
      await expect(page.getByText("Unhealthy")).toHaveCount(0, { timeout: 15_000 });
      await until("the heavy server gets requests", 10_000, async () => (await send(url, 8)).answers.has("heavy"));
      await again.stop();
    });

    await test.step("LB-16: the list is exported as CSV", async () => {
      await page.goto(`${product.url}/load-balancers`);
      const downloading = page.waitForEvent("download");
      await page
        .getByRole("button", { name: "Export CSV" })
        .or(page.getByRole("link", { name: "Export CSV" }))
        .click();
      const csv = readFileSync(await (await downloading).path(), "utf8");
      expect(csv.startsWith("\uFEFF")).toBe(true);
      expect(csv).toContain("elb-main");
      expect(csv).toContain(new URL(url).hostname);
    });
  } finally {
    await heavy.stop();
    await light.stop();
  }
});
