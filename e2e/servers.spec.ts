import type { Page } from "@playwright/test";
import { type Backend, startBackend } from "./support/backend";
import { type Chain, createChain } from "./support/chain";
import { freePort, type Product } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

const fastCheck = { type: "HTTP", delay: 1, timeout: 1, max_retries: 1, max_retries_down: 1, url_path: "/healthz" };

async function names(url: string, count = 12): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) seen.add(await (await fetch(url)).text());
  return seen;
}

async function openGroup(page: Page, product: Product, { loadBalancerId, poolId }: Chain): Promise<void> {
  await page.goto(`${product.url}/load-balancers/${loadBalancerId}/groups/${poolId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

function menuOf(page: Page, name: string) {
  return page.getByRole("row", { name: new RegExp(name) }).getByRole("button", { name: /Actions/ });
}

async function addToInventory(page: Page, name: string, address: string): Promise<void> {
  await page.getByRole("button", { name: "Add server" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await dialog.getByRole("textbox", { name: "Primary address" }).fill(address);
  await dialog.getByRole("textbox", { name: /^Zone/ }).fill("az1");
  await dialog.getByRole("button", { name: "Add server" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
}

test("BS-06, BS-08, AL-07: servers of the inventory are ticked into a group, weighted, and removed", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const backends: Backend[] = [await startBackend("one", "127.0.31.1")];
  const [first] = backends as [Backend];
  const [port, second] = [first.port, await freePort()];
  backends.push(await startBackend("two", "127.0.31.2", port));
  backends.push(await startBackend("one b", "127.0.31.1", second), await startBackend("two b", "127.0.31.2", second));
  const chain = await createChain(product, await freePort(), [], fastCheck);
  try {
    await test.step("the inventory takes servers, and refuses an address twice", async () => {
      await page.goto(`${product.url}/servers`);
      await addToInventory(page, "web-1", "127.0.31.1");
      await addToInventory(page, "web-2", "127.0.31.2");
      await page.getByRole("button", { name: "Add server" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("web-3");
      await dialog.getByRole("textbox", { name: "Primary address" }).fill("127.0.31.2");
      await dialog.getByRole("button", { name: "Add server" }).click();
      await expect(dialog.getByText(/web-2 of the inventory already has the address/)).toBeVisible();
      await dialog.getByRole("button", { name: "Cancel" }).click();
    });

    await test.step("both are ticked with two ports at once", async () => {
      await openGroup(page, product, chain);
      await page.getByRole("button", { name: "Add servers" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "From the inventory" }).click();
      await dialog.getByText("127.0.31.2").click();
      await expect(dialog.getByText("1 of 2 ticked")).toBeVisible();
      await dialog.getByRole("checkbox", { name: "Tick all that are shown" }).click();
      await dialog.getByRole("textbox", { name: "Ports" }).fill(`${port}, ${second}`);
      await dialog.getByRole("button", { name: "Put 4 servers in the list" }).click();
      await dialog.getByRole("button", { name: "Add servers", exact: true }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText("4 healthy").first()).toBeVisible();
      expect(await names(chain.url)).toEqual(new Set(["one", "two", "one b", "two b"]));
    });

    await test.step("all get the same weight in one request, then one its own", async () => {
      await page.getByRole("checkbox", { name: /Select all/ }).click();
      await page.getByRole("button", { name: "Edit weights…" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Weight for all").fill("5");
      await dialog.getByRole("button", { name: "Same for all" }).click();
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog).toBeHidden();
      const { body } = await product.api("GET", `/api/v2.0/lbaas/pools/${chain.poolId}/members`);
      expect((body as { members: { weight: number }[] }).members.map(({ weight }) => weight)).toEqual([5, 5, 5, 5]);
    });

    await test.step("BS-02: before the last servers go it asks, and kept they stay", async () => {
      await page.getByRole("checkbox", { name: /Select all/ }).click();
      await page.getByRole("button", { name: "Disable", exact: true }).click();
      await expect(page.getByRole("heading", { name: "Take away the last server?" })).toBeVisible();
      await page.getByRole("button", { name: "Keep it" }).click();
      expect((await fetch(chain.url)).status).toBe(200);
    });

    await test.step("several are removed at once; those in use cannot leave the inventory", async () => {
      await page
        .getByRole("button", { name: /^Clear/ })
        .first()
        .click();
      for (const place of [`127.0.31.1:${second}`, `127.0.31.2:${second}`]) {
        await page
          .getByRole("row", { name: new RegExp(place) })
          .getByRole("checkbox")
          .click();
      }
      await page.getByRole("button", { name: "Remove…" }).click();
      await page.getByRole("button", { name: "Remove 2 servers" }).click();
      await expect(page.getByText("2 healthy").first()).toBeVisible();
      expect(await names(chain.url)).toEqual(new Set(["one", "two"]));
      await page.goto(`${product.url}/servers`);
      await menuOf(page, "web-1").click();
      await page.getByRole("menuitem", { name: "Delete…" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByText(/Groups still use/)).toBeVisible();
      await expect(dialog.getByRole("button", { name: "Delete server" })).toBeDisabled();
      await dialog.getByRole("link").first().click();
      await expect(page).toHaveURL(new RegExp(chain.poolId));
    });
  } finally {
    for (const backend of backends) await backend.stop();
  }
});

test("AL-02, HC-18, K-06: a server is drained and comes back; a check is told step by step and made anew as TCP", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const [calm, busy] = [await startBackend("calm"), await startBackend("busy")];
  const members = [calm, busy].map(({ port }) => ({ address: "127.0.0.1", port }));
  const chain = await createChain(product, await freePort(), members, fastCheck);
  try {
    await openGroup(page, product, chain);
    await expect(page.getByText("2 healthy").first()).toBeVisible();

    await test.step("drained, it gets nothing new; undone, it does again", async () => {
      await menuOf(page, `127.0.0.1:${busy.port}`).click();
      await page.getByRole("menuitem", { name: "Drain…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Drain", exact: true }).click();
      await expect(page.getByText(/Drained: nothing is left/)).toBeVisible();
      await until("only the other one answers", 5000, async () => (await names(chain.url)).size === 1);
      expect(await names(chain.url)).toEqual(new Set(["calm"]));
      await page.getByRole("button", { name: "Undo drain" }).click();
      await expect(page.getByText(/Drained: nothing is left/)).toBeHidden();
      await until("both answer", 5000, async () => (await names(chain.url)).size === 2);
    });

    await test.step("a check of a good server shows what was asked and answered", async () => {
      await menuOf(page, `127.0.0.1:${busy.port}`).click();
      await page.getByRole("menuitem", { name: "Check health…" }).click();
      const steps = page.getByRole("list", { name: "Steps of the check" });
      await expect(steps.getByText(/GET \/healthz HTTP\/1\.1/)).toBeVisible();
      await expect(steps.getByText(/HTTP\/1\.1 200 OK/)).toBeVisible();
      await expect(steps.getByText(/^Good, after/)).toBeVisible();
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    });

    await test.step("one of a stopped server names likely causes and the firewall line", async () => {
      await busy.stop();
      await expect(page.getByText("Unhealthy").first()).toBeVisible({ timeout: 15_000 });
      await page.getByRole("button", { name: "Check now" }).click();
      const causes = page.getByRole("region", { name: "Possible causes" });
      await expect(causes.getByText(`--dport ${busy.port}`)).toBeVisible();
      await expect(causes.getByText("A program that listens.")).toBeVisible();
      await expect(page.getByRole("region", { name: "Last changes" }).getByText("became unhealthy")).toBeVisible();
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    });

    await test.step("the check becomes TCP in one step (HC-19)", async () => {
      await page.getByRole("button", { name: "Configure" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: /^TCP/ }).click();
      await expect(dialog.getByText(/The protocol of a check is fixed/)).toBeVisible();
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog).toBeHidden();
      const { body } = await product.api("GET", `/api/v2.0/lbaas/healthmonitors?pool_id=${chain.poolId}`);
      expect((body as { healthmonitors: { type: string }[] }).healthmonitors.map(({ type }) => type)).toEqual(["TCP"]);
    });

    await test.step("HC-11: switched off it warns, and unhealthy servers get requests again", async () => {
      await page.getByRole("button", { name: "Configure" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("switch").first().click();
      await expect(dialog.getByText(/Without checks every server counts as healthy/)).toBeVisible();
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText(/Servers are not checked and count as healthy/)).toBeVisible();
    });
  } finally {
    await calm.stop();
    await busy.stop();
  }
});
