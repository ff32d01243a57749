import { type Backend, startBackend } from "./support/backend";
import { type Chain, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";

let backend: Backend;
let chain: Chain;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ product }) => {
  backend = await startBackend("logged");
  chain = await createChain(product, await freePort(), [{ address: backend.address, port: backend.port }]);
});

test.afterAll(async () => {
  await backend.stop();
});

test("LG-02, LG-03: a log group and stream are made, and a load balancer writes to them", async ({
  console: page,
  product,
}) => {
  await test.step("a group, and at once where its streams are", async () => {
    await page.goto(`${product.url}/logs`);
    await page.getByRole("button", { name: "Create log group" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill("访问");
    await dialog.getByRole("button", { name: "Create log group" }).click();
    await expect(dialog.getByText("Use letters, digits, - _ and . only.")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Name" }).fill("shop.logs");
    await dialog.getByRole("textbox", { name: "Kept for" }).fill("7");
    await dialog.getByRole("button", { name: "Create log group" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "shop.logs" })).toBeVisible();
    await expect(page.getByText("7 days")).toBeVisible();
  });

  await test.step("a stream in it", async () => {
    await page.getByRole("button", { name: "Create log stream" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill("front");
    await dialog.getByRole("button", { name: "Create log stream" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("row", { name: /front/ })).toBeVisible();
  });

  await test.step("the load balancer's tab: switch, group, stream", async () => {
    await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}`);
    await page.getByRole("link", { name: "Access log" }).click();
    await expect(page.getByText("Access log is off")).toBeVisible();
    await page.getByRole("button", { name: "Configure access log" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("shop.logs")).toBeVisible();
    await expect(dialog.getByText("front")).toBeVisible();
    await dialog.getByRole("button", { name: "OK" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("region", { name: "Access log" }).getByText("shop.logs")).toBeVisible();
  });

  await test.step("what is written to stays, and says who writes", async () => {
    await page.goto(`${product.url}/logs`);
    await page
      .getByRole("row", { name: /shop\.logs/ })
      .getByRole("button", { name: /Actions/ })
      .click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog");
    const typed = dialog.getByRole("textbox");
    if (await typed.isVisible()) await typed.fill("shop.logs");
    await dialog.getByRole("button", { name: "Delete log group" }).click();
    await expect(dialog.getByText(/Switch their access logs off first/)).toBeVisible();
    await dialog.getByRole("button", { name: "Keep log group" }).click();
  });
});
