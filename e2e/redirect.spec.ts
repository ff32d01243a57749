import type { Page } from "@playwright/test";
import { OpenSsl } from "../lib/pki/testing/openssl";
import { startBackend } from "./support/backend";
import { create, createChain } from "./support/chain";
import { freePort, type Product } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

async function addHttps(product: Product, loadBalancerId: string, poolId: string, name: string): Promise<number> {
  const ssl = new OpenSsl();
  ssl.selfSigned("a", "/CN=a.example.com");
  const made = await product.api("POST", "/api/v2.0/lbaas/certificates", {
    name,
    certificate: ssl.read("a.crt"),
    private_key: ssl.read("a.key"),
  });
  const port = await freePort();
  await create(product, "lbaas/listeners", "listener", {
    name,
    loadbalancer_id: loadBalancerId,
    protocol: "TERMINATED_HTTPS",
    protocol_port: port,
    default_pool_id: poolId,
    default_tls_container_ref: (made.body as { id: string }).id,
  });
  return port;
}

/** Where a request is sent; "served" when it is answered. */
async function leadsTo(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: "manual" });
  await answer.arrayBuffer();
  return answer.status === 301 ? (answer.headers.get("location") ?? "") : answer.status === 200 ? "served" : "";
}

async function choose(page: Page, option: RegExp): Promise<void> {
  await page.getByRole("combobox", { name: "Redirect to" }).click();
  await page.getByRole("option", { name: option }).click();
}

test("3.8.4: an HTTP listener is redirected to HTTPS; the redirect is changed and deleted, and the listener serves again", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const backend = await startBackend("here", "127.0.48.1");
  try {
    const chain = await createChain(product, await freePort(), [backend]);
    const listeners = `${product.url}/load-balancers/${chain.loadBalancerId}/listeners`;
    const one = await addHttps(product, chain.loadBalancerId, chain.poolId, "secure-one");
    const two = await addHttps(product, chain.loadBalancerId, chain.poolId, "secure-two");
    const asked = `${chain.url}a/b?c=d`;
    const place = (port: number) => `https://${chain.vipAddress}:${port}/a/b?c=d`;
    await until("it serves", 15_000, async () => (await leadsTo(asked)) === "served");

    await test.step("added: requests are sent on with 301", async () => {
      await page.goto(`${listeners}/${chain.listenerId}`);
      await page.getByRole("button", { name: "Add redirect" }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue(/^redirect-[a-z0-9]{4}$/);
      await dialog.getByRole("button", { name: "Add redirect" }).click();
      await expect(dialog.getByText("Enter a value.")).toBeVisible();
      await choose(page, /^secure-one/);
      await dialog.getByRole("button", { name: "Add redirect" }).click();
      await expect(page.getByText(/Everybody whom access control lets in is sent on with 301/)).toBeVisible();
      await until("it redirects", 15_000, async () => (await leadsTo(asked)) === place(one));
    });

    await test.step("a request is explained as far as the redirect", async () => {
      await page.getByRole("button", { name: "Actions" }).first().click();
      await page.getByRole("menuitem", { name: "Explain a request…" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: /^URL/ }).fill("http://shop.example.com/x?y");
      await dialog.getByRole("button", { name: "Explain", exact: true }).click();
      const steps = dialog.getByRole("list", { name: "Steps of the request" });
      await expect(steps.getByText(`it is answered 301, to https://shop.example.com:${one}/x?y`)).toBeVisible();
      await dialog.getByRole("button", { name: "Close" }).first().click();
    });

    await test.step("changed: it leads to another listener, and the first one may go", async () => {
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      await choose(page, /^secure-two/);
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await until("it leads elsewhere", 15_000, async () => (await leadsTo(asked)) === place(two));
    });

    await test.step("the HTTPS listener cannot be deleted under it; who redirects is linked (L7-22)", async () => {
      await page.goto(listeners);
      await page.getByRole("link", { name: "secure-two", exact: true }).click();
      await expect(page.getByRole("heading", { name: "secure-two" })).toBeVisible();
      await page.getByRole("button", { name: "Actions" }).first().click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
      const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
      await expect(dialog).toContainText("Delete the redirect to this listener:");
      await dialog.getByRole("textbox").fill("secure-two");
      await expect(dialog.getByRole("button", { name: "Delete listener" })).toBeDisabled();
      await dialog.locator(`a[href$="/listeners/${chain.listenerId}"]`).click();
      await expect(page).toHaveURL(`${listeners}/${chain.listenerId}`);
    });

    await test.step("deleted: group and policies are active again (L7-23)", async () => {
      await page.getByRole("button", { name: /^Delete/ }).click();
      const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
      await expect(dialog).toContainText("Active again");
      await dialog.getByRole("button", { name: "Delete redirect" }).click();
      await expect(page.getByRole("button", { name: "Add redirect" })).toBeVisible();
      await until("it serves again", 15_000, async () => (await leadsTo(asked)) === "served");
    });

    await test.step("LS-08: the wizard makes a listener that only redirects", async () => {
      const port = await freePort();
      await page.goto(`${listeners}/create`);
      await page.getByLabel("Port", { exact: true }).fill(String(port));
      await choose(page, /^secure-two/);
      await expect(page.getByText("a redirect to secure-two")).toBeVisible();
      await page.getByRole("button", { name: /^Finish/ }).click();
      await expect(page).toHaveURL(listeners);
      await expect(page.getByText("Redirects to secure-two")).toBeVisible();
      const url = `http://${chain.vipAddress}:${port}/`;
      await until("it redirects", 15_000, async () => (await leadsTo(url)) === `https://${chain.vipAddress}:${two}/`);
    });
  } finally {
    await backend.stop();
  }
});
