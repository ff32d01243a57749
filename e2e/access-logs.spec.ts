import { readFileSync } from "node:fs";
import { type Backend, startBackend } from "./support/backend";
import { type Chain, create, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

let backend: Backend | undefined;
let chain: Chain;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ product }) => {
  backend = await startBackend("logged");
  chain = await createChain(product, await freePort(), [{ address: backend.address, port: backend.port }]);
});

test.afterAll(async () => {
  await backend?.stop();
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

async function send(count: number, path: string, agent = "journey"): Promise<void> {
  for (let i = 0; i < count; i++) {
    await (await fetch(`${chain.url}${path}?n=${i}`, { headers: { "user-agent": agent } })).arrayBuffer();
  }
}

test("LG-05: requests are searched, narrowed, looked at and explained", async ({ console: page, product }) => {
  await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/access-log`);
  const lines = page.getByRole("table", { name: "Lines" });

  await test.step("what was requested on new connections is found", async () => {
    await send(12, "cart");
    await send(3, "login");
    await until("the lines are on the disk", 30_000, async () => {
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await expect(page.getByText(/\d lines, .* looked through/)).toBeVisible();
      return (await lines.getByRole("row").count()) === 16;
    });
    await expect(lines.getByRole("row").nth(1)).toContainText("/login?n=2");
    await expect(page.getByRole("region", { name: "Paths" })).toContainText("/cart");
  });

  await test.step("words and terms leave only what they say", async () => {
    const search = page.getByRole("textbox", { name: "Search" });
    await search.fill("path:/login status:200 -n=1");
    await search.press("Enter");
    await expect(lines.getByRole("row")).toHaveCount(3);
    await search.fill("nowhere-to-be-found");
    await search.press("Enter");
    await expect(page.getByText("No line of this time matches.")).toBeVisible();
    await search.fill("");
    await search.press("Enter");
    await page.getByRole("region", { name: "Paths" }).getByRole("button", { name: "/login" }).click();
    await expect(search).toHaveValue("path:/login");
    await expect(lines.getByRole("row")).toHaveCount(4);
  });

  await test.step("drawing over the histogram narrows the time, and the address keeps it", async () => {
    const histogram = page.getByRole("img", { name: /over time/ });
    const box = await histogram.boundingBox();
    if (box === null) throw new Error("no histogram");
    await page.mouse.move(box.x + box.width * 0.1, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=\d+&to=\d+/);
    await expect(page.getByText("No lines")).toBeVisible();
    await page.getByRole("button", { name: "Whole span" }).click();
    await expect(lines.getByRole("row")).toHaveCount(4);
  });

  await test.step("a line tells its tries and all its fields, and asks the engine", async () => {
    await lines.getByRole("button", { name: /n=0/ }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("Try 1, status 200")).toBeVisible();
    await expect(dialog.getByText("tcpinfo_rtt")).toBeVisible();
    await dialog.getByRole("button", { name: "Explain this request" }).click();
    await expect(dialog.getByLabel("URL")).toHaveValue(`${chain.url}login?n=0`);
    await dialog.getByRole("button", { name: /^Explain|^Ask/ }).click();
    await expect(dialog.getByRole("list").first()).toContainText("127.0.0.1 connects to");
    await dialog.getByRole("button", { name: "Close" }).first().click();
  });

  await test.step("the result is exported", async () => {
    await page.getByRole("button", { name: "Export" }).click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Lines as they are" }).click();
    const file = await (await downloading).path();
    const exported = readFileSync(file, "latin1").trimEnd().split("\n");
    expect(exported).toHaveLength(3);
    expect(exported[0]).toMatch(/^\d+\.\d{3} [0-9a-f-]{36} \[.* elb_01 .* 200 "GET http:.*\/login\?n=2 HTTP\/1.1" /);
  });
});

test("what was asked within the last hour is tested against the policies", async ({ console: page, product }) => {
  const policy = await create(product, "lbaas/l7policies", "l7policy", {
    listener_id: chain.listenerId,
    action: "REJECT",
  });
  const path = { type: "PATH", compare_type: "EQUAL_TO", value: "/closed" };
  await create(product, `lbaas/l7policies/${policy.id}/rules`, "rule", path);
  await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/listeners/${chain.listenerId}`);
  const tester = page.getByRole("region", { name: "Which policy takes a request?" });
  await until("the requests are read from the log", 40_000, async () => {
    await tester.getByRole("button", { name: "Test the last hour's requests" }).click();
    return /\/login\?n=0/.test(await tester.getByRole("textbox", { name: "URLs" }).inputValue());
  });
  await expect(tester.getByText(/login\?n=1/).last()).toBeVisible();
});

test("LG-05: live lines appear, and stay while paused", async ({ console: page, product }) => {
  await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/access-log`);
  await page.getByRole("radio", { name: "Live" }).click();
  const lines = page.getByRole("table", { name: "Live" });
  await until("a request is seen live", 20_000, async () => {
    await send(1, "live");
    return await lines.getByText(/live/).first().isVisible();
  });
  await page.getByRole("button", { name: "Pause" }).click();
  const shown = await lines.getByRole("row").count();
  await send(3, "unseen");
  await expect(page.getByText("Paused")).toBeVisible();
  expect(await lines.getByRole("row").count()).toBe(shown);
});

test("LG-10: a transfer is configured, says what is wrong, and is switched off", async ({ console: page, product }) => {
  await page.goto(`${product.url}/logs`);
  const transfers = page.getByRole("region", { name: "Log transfers" });
  await transfers.getByRole("button", { name: "Configure transfer" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Log stream" }).click();
  await page.getByRole("option", { name: /front/ }).click();
  await dialog.getByRole("combobox", { name: "Transfer to" }).click();
  await page.getByRole("option", { name: /Directory/ }).click();
  await dialog.getByRole("textbox", { name: "Directory" }).fill("not/absolute");
  await dialog.getByRole("button", { name: "Configure transfer" }).click();
  await expect(dialog.getByText("Give the whole path, beginning with /.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Directory" }).fill(product.data);
  await dialog.getByRole("button", { name: "Configure transfer" }).click();
  await expect(dialog).toBeHidden();
  const row = transfers.getByRole("row", { name: /front/ });
  await expect(row).toContainText("3 hours");
  await row.getByRole("button", { name: /Actions/ }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(row).toContainText("Off");
});
