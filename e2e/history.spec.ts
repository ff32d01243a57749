import { readFileSync } from "node:fs";
import { create, createChain, get } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

test("a change is seen in the history, restored, confirmed after a restart of the console, exported and imported", async ({
  console: page,
  product,
}) => {
  const chain = await createChain(product, await freePort(), []);
  const balancer = `lbaas/loadbalancers/${chain.loadBalancerId}`;
  const change = (description: string) =>
    product.api("PUT", `/api/v2.0/${balancer}`, { loadbalancer: { name: "historic", description } });
  const described = async () => (await get(product, balancer, "loadbalancer")).description;
  await change("first");
  const pages = page.getByRole("table", { name: "Configuration history" });

  await test.step("the newest generation says who did what, and field by field what changed", async () => {
    await change("second");
    await page.goto(`${product.url}/configuration?q=historic`);
    const newest = pages.getByRole("button", { name: /^Generation \d+$/ }).first();
    await newest.click();
    const fields = page.getByRole("table", { name: "Load balancer historic" });
    await expect(fields.getByRole("row", { name: /^description/ })).toContainText("first");
    await expect(fields.getByRole("row", { name: /^description/ })).toContainText("second");
    await newest.click();
  });

  await test.step("the one before it is restored: first what would change, then the change", async () => {
    await pages
      .getByRole("button", { name: /^Generation \d+$/ })
      .nth(1)
      .click();
    await page.getByRole("button", { name: "Restore…" }).click();
    const dialog = page.getByRole("dialog", { name: /^Restore generation \d+\?$/ });
    await expect(dialog.getByText("0 created, 1 changed, 0 deleted")).toBeVisible();
    expect(await described()).toBe("second");
    await dialog.getByRole("button", { name: /^Restore generation/ }).click();
    await expect(dialog).toBeHidden();
    expect(await described()).toBe("first");
  });

  const banner = page.getByRole("status", { name: "Waits to be confirmed" });
  await test.step("it waits to be confirmed, also after the console was killed", async () => {
    await expect(banner).toContainText("left");
    const before = product.consolePid();
    process.kill(before, "SIGKILL");
    await until("another console answers", 30_000, async () => {
      return product.consolePid() !== before && (await fetch(`${product.url}/api/healthz`)).ok;
    });
    await page.goto(`${product.url}/configuration`);
    await expect(banner).toContainText("left");
    await banner.getByRole("button", { name: "Confirm" }).click();
    await expect(banner).toBeHidden();
    expect(await described()).toBe("first");
  });

  let file = "";
  await test.step("exported with a passphrase: one file, secrets encrypted", async () => {
    await page.getByRole("button", { name: "Export…" }).click();
    const dialog = page.getByRole("dialog", { name: "Export the configuration" });
    await dialog.getByLabel(/^Passphrase/).fill("short");
    await dialog.getByRole("button", { name: "Export" }).click();
    await expect(dialog.getByText("Use at least 12 characters, or leave it empty.")).toBeVisible();
    await dialog.getByLabel(/^Passphrase/).fill("correct horse battery");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Export" }).click(),
    ]);
    file = readFileSync(await download.path(), "utf8");
    expect(file).toContain(`id: ${chain.loadBalancerId}`);
    expect(file).toContain("cipher: scrypt");
    expect(file).not.toContain("PRIVATE KEY");
  });

  const dialog = page.getByRole("dialog", { name: "Import a configuration" });
  const choose = (text: string) =>
    dialog.getByLabel("File").setInputFiles({ name: "a.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
  await test.step("a file with a mistake is refused by object and field, and nothing changes", async () => {
    await page.getByRole("button", { name: "Import…" }).click();
    await choose(file.replace("description: first", "description: <first>"));
    await dialog.getByRole("button", { name: "Compare" }).click();
    await expect(dialog.getByRole("alert")).toContainText("loadBalancers historic description");
  });

  await test.step("imported: compared first, undone at once", async () => {
    await choose(file);
    await dialog.getByRole("button", { name: "Compare" }).click();
    await expect(dialog.getByText("It is the same as the configuration now.")).toBeVisible();
    await choose(file.replace("description: first", "description: imported"));
    await dialog.getByRole("button", { name: "Compare" }).click();
    await expect(dialog.getByText("0 created, 1 changed, 0 deleted")).toBeVisible();
    expect(await described()).toBe("first");
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    await expect(dialog).toBeHidden();
    expect(await described()).toBe("imported");
    await banner.getByRole("button", { name: "Undo now" }).click();
    await expect(banner).toBeHidden();
    expect(await described()).toBe("first");
  });
});

test("the API of the history: list, dry run, restore, confirm, export, import", async ({ product }) => {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const route = "/api/v1/configuration";
  const list = await product.api("GET", `${route}/generations?page_size=10`);
  const { current } = list.body as { current: number };
  await create(product, "lbaas/loadbalancers", "loadbalancer", { vip_subnet_id: subnets.subnets[0]?.id, name: "gone" });
  const dry = await product.api("POST", `${route}/generations/${current}/restore?dry_run=true`);
  expect(dry).toMatchObject({ status: 200, body: { diff: { deleted: 1 } } });
  const done = await product.api("POST", `${route}/generations/${current}/restore?confirm_within=5`);
  expect(done).toMatchObject({ status: 200, body: { diff: { deleted: 1 } } });
  const waiting = await product.api("GET", `${route}/confirmation`);
  expect(waiting).toMatchObject({ body: { pending: { previous: current + 1 } } });
  expect((await product.api("POST", `${route}/confirmation`)).status).toBe(204);
  expect((await product.api("DELETE", `${route}/confirmation`)).status).toBe(409);
  const wrong = await product.api("POST", `${route}/import`, { not: "a configuration" });
  expect(wrong).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  expect((await fetch(`${product.url}${route}`)).status).toBe(401);
});

test("from an audit event, its object is restored to what it was before", async ({ console: page, product }) => {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnets.subnets[0]?.id,
    name: "deleted",
  });
  expect((await product.api("DELETE", `/api/v2.0/lbaas/loadbalancers/${balancer.id}`)).status).toBe(204);
  await page.goto(`${product.url}/audit?f=resourceId%3D${balancer.id}&f=event%3Ddelete%20loadbalancer`);
  await page
    .getByRole("button", { name: /Actions/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Restore to before…" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore “deleted” to before?" });
  await expect(dialog.getByText("1 created, 0 changed, 0 deleted")).toBeVisible();
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(dialog).toBeHidden();
  expect((await get(product, `lbaas/loadbalancers/${balancer.id}`, "loadbalancer")).name).toBe("deleted");
});
