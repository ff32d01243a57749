import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { startBackend } from "./support/backend";
import { create, createChain, get } from "./support/chain";
import { freePort, type Product } from "./support/product";
import { expect, signIn, test } from "./support/test";
import { until } from "./support/until";

async function subnetOf(product: Product): Promise<string> {
  const { body } = await product.api("GET", "/api/v2.0/subnets");
  return (body as { subnets: { id: string }[] }).subnets[0]?.id ?? "";
}

async function make(product: Product, name: string, fields: object = {}) {
  return create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: await subnetOf(product),
    name,
    ...fields,
  });
}

async function rowAction(page: Page, name: string, action: RegExp): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("LB-10, LB-14..LB-17: edited, protected, refused, then deleted by its name; its EIP stays", async ({
  console: page,
  product,
}) => {
  const balancer = await make(product, "elb-kept");
  const port = { loadbalancer_id: balancer.id, protocol: "HTTP" };
  const listener = await create(product, "lbaas/listeners", "listener", {
    ...port,
    protocol_port: 21_480,
    name: "web",
  });
  const eip = await create(product, "floatingips", "floatingip", { port_id: balancer.vip_port_id });
  await page.goto(`${product.url}/load-balancers?q=elb-kept`);

  await test.step("the refusal lists what remains, linked", async () => {
    await rowAction(page, "elb-kept", /^Delete/);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("link", { name: "web" })).toHaveAttribute("href", /\/listeners$/);
    await expect(dialog.getByRole("button", { name: "Delete load balancer" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Keep load balancer" }).click();
  });

  await test.step("protection: the menu says why, the API which switch", async () => {
    await rowAction(page, "elb-kept", /^Edit/);
    await page
      .getByRole("dialog")
      .getByRole("textbox", { name: /^Description/ })
      .fill("do not touch");
    await page.getByRole("switch", { name: "Modification protection" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.getByRole("button", { name: "Actions for elb-kept", exact: true }).click();
    await expect(page.getByRole("menuitem", { name: /Delete.*protected/ })).toHaveAttribute("aria-disabled", "true");
    await page.keyboard.press("Escape");
    const refused = await product.api("DELETE", `/api/v2.0/lbaas/listeners/${listener.id}`);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      412,
      expect.stringContaining("PRECONDITION_FAILED: elb-kept has modification protection"),
    ]);
    await rowAction(page, "elb-kept", /^Edit/);
    await expect(page.getByRole("dialog").getByRole("textbox", { name: /^Description/ })).toHaveValue("do not touch");
    await page.getByRole("switch", { name: "Modification protection" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("empty, it goes by its typed name; the EIP stays", async () => {
    expect((await product.api("DELETE", `/api/v2.0/lbaas/listeners/${listener.id}`)).status).toBe(204);
    await page.reload();
    await rowAction(page, "elb-kept", /^Delete/);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/Elastic IP 127\.20\.\S+ unbound/)).toBeVisible();
    await dialog.getByRole("textbox").fill("elb-kept");
    await dialog.getByRole("button", { name: "Delete load balancer" }).click();
    await expect(page.getByRole("link", { name: "elb-kept" })).toHaveCount(0);
    const kept = await product.api("GET", `/api/v2.0/floatingips/${eip.id}`);
    expect([kept.status, kept.body]).toMatchObject([200, { floatingip: { port_id: null } }]);
  });
});

test("LB-16, LB-17: the list is filtered by tag, changed in one go, and exported as it stands", async ({
  console: page,
  product,
}) => {
  for (const index of [1, 2, 3]) await make(product, `elb-many${index}`, { tags: ["use=bulk"] });
  await make(product, "elb-other", { tags: ["use=other"] });
  const held = await make(product, "elb-many4", { tags: ["use=bulk"], deletion_protection: true });
  await page.goto(`${product.url}/load-balancers`);
  const filter = page.getByRole("combobox", { name: "Filter" });
  await filter.fill("Tag use = bulk");
  await filter.press("Enter");
  await expect(page).toHaveURL(/f=tag:use%3Dbulk|f=tag%3Ause%3Dbulk|f=tag:use=bulk/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("(4/");
  await expect(page.getByRole("link", { name: "elb-other" })).toHaveCount(0);

  await test.step("export: the rows and columns that are shown", async () => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    const csv = readFileSync(await (await downloading).path(), "utf8");
    expect(csv.startsWith("\uFEFFid,name,configuration,health,private_address")).toBe(true);
    expect(
      csv
        .split("\r\n")
        .slice(1, 5)
        .map((line) => line.split(",")[1]),
    ).toEqual(["elb-many1", "elb-many2", "elb-many3", "elb-many4"]);
  });

  await test.step("tag all of them", async () => {
    await page.getByRole("checkbox", { name: "Select all on this page" }).click();
    await page.getByRole("button", { name: "Add tag" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().fill("team");
    await dialog.getByRole("textbox").last().fill("core");
    await dialog.getByRole("button", { name: "Add tag" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    const { body } = await product.api("GET", "/api/v2.0/lbaas/loadbalancers?tags=team=core");
    expect((body as { loadbalancers: unknown[] }).loadbalancers).toHaveLength(4);
  });

  await test.step("delete: what cannot go is left out and says why; what became of each is told", async () => {
    await page.getByRole("checkbox", { name: "Select all on this page" }).click();
    await page.getByRole("button", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("elb-many4 protected")).toBeVisible();
    const late = (await product.api("GET", "/api/v2.0/lbaas/loadbalancers?name=elb-many3")).body as {
      loadbalancers: { id: string }[];
    };
    await create(product, "lbaas/listeners", "listener", {
      loadbalancer_id: late.loadbalancers[0]?.id,
      protocol: "HTTP",
      protocol_port: 21_481,
    });
    await dialog.getByRole("textbox").fill("delete");
    await dialog.getByRole("button", { name: /^Delete \d load balancers/ }).click();
    const left = page.getByRole("link", { name: /^elb-many/ });
    const outcomes = page.getByRole("list", { name: "What became of each" });
    await expect(outcomes.or(page.getByText("2 load balancers deleted")).first()).toBeVisible();
    if (await outcomes.isVisible()) {
      await expect(outcomes.getByRole("listitem").filter({ hasText: "elb-many3" })).toContainText(
        "still has listeners",
      );
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    }
    await expect(left).toHaveText(["elb-many3", "elb-many4"]);
  });
  const off = { loadbalancer: { deletion_protection: false } };
  expect((await product.api("PUT", `/api/v2.0/lbaas/loadbalancers/${held.id}`, off)).status).toBe(200);
});

test("LB-19, X-17: a project of its own quota; the console shows it alone", async ({ console: page, product }) => {
  await page.goto(`${product.url}/access/projects`);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name", exact: true }).fill("shop");
  await page.getByRole("dialog").getByRole("button", { name: "Create project" }).click();
  await expect(page.getByText("0 of 50")).toBeVisible();
  await rowAction(page, "shop", /^Change quotas/);
  await page
    .getByRole("dialog")
    .getByRole("textbox", { name: /^Load balancers/ })
    .fill("1");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("0 of 1", { exact: true })).toBeVisible();

  const projects = (await product.api("GET", "/api/v2.0/projects?name=shop")).body as { projects: { id: string }[] };
  await make(product, "elb-shop", { project_id: projects.projects[0]?.id });
  await page.getByRole("button", { name: /Project.*All projects/ }).click();
  await page.getByRole("menuitem", { name: "shop" }).click();
  await page.goto(`${product.url}/load-balancers`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/\(1\)/);

  await page.goto(`${product.url}/load-balancers/create`);
  await page.getByRole("button", { name: "Review configuration" }).click();
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This project may have 1 load balancers" })).toBeVisible();
});

test("a load balancer is duplicated with what it has under it, and serves at once", async ({
  console: page,
  product,
}) => {
  const backend = await startBackend("copied");
  const port = await freePort();
  try {
    const chain = await createChain(product, port, [{ address: "127.0.0.1", port: backend.port, weight: 3 }]);
    await product.api("PUT", `/api/v2.0/lbaas/loadbalancers/${chain.loadBalancerId}`, {
      loadbalancer: { name: "elb-first", description: "the shop" },
    });
    await page.goto(`${product.url}/load-balancers?q=elb-first`);
    await rowAction(page, "elb-first", /^Duplicate/);
    await expect(page.getByRole("heading", { level: 1, name: "Duplicate elb-first" })).toBeVisible();
    const content = page.getByRole("switch", { name: /^Copy listeners/ });
    await expect(content).toBeChecked();
    await page.getByRole("textbox", { name: /^Name/ }).fill("elb-second");
    await page.getByRole("button", { name: "Review configuration" }).click();
    await expect(page.getByText("1 listener and 1 server of elb-first")).toBeVisible();
    await page.getByRole("button", { name: "Submit" }).click();
    await expect(page).toHaveURL(/\/load-balancers\/[0-9a-f-]{36}$/);
    const copy = await get(product, `lbaas/loadbalancers/${page.url().split("/").at(-1) ?? ""}`, "loadbalancer");
    expect(copy).toMatchObject({ name: "elb-second", description: "the shop" });
    await until("the copy answers on its own address", 10_000, async () => {
      const answer = await fetch(`http://${String(copy.vip_address)}:${port}/`);
      return (await answer.text()) === "copied";
    });
    expect(copy.vip_address).not.toBe(chain.vipAddress);

    await page.goto(`${product.url}/load-balancers?q=elb-second`);
    await rowAction(page, "elb-second", /^Duplicate/);
    await content.click();
    await page.getByRole("textbox", { name: /^Name/ }).fill("elb-third");
    await page.getByRole("button", { name: "Review configuration" }).click();
    await expect(page.getByText("Nothing is copied")).toBeVisible();
    await page.getByRole("button", { name: "Submit" }).click();
    await expect(page).toHaveURL(/\/load-balancers\/[0-9a-f-]{36}$/);
    const empty = await get(product, `lbaas/loadbalancers/${page.url().split("/").at(-1) ?? ""}`, "loadbalancer");
    expect(empty).toMatchObject({ name: "elb-third", listeners: [], pools: [] });
  } finally {
    await backend.stop();
  }
});

test("LB-17: columns and density are the user's own, in every browser", async ({ console: page, product, browser }) => {
  await make(product, "elb-columns");
  await page.goto(`${product.url}/load-balancers?q=elb-columns`);
  await expect(page.getByRole("columnheader", { name: "Listeners" })).toBeVisible();
  await page.getByRole("button", { name: "Columns and density" }).click();
  await page.getByRole("checkbox", { name: "Listeners" }).click();
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === "POST" && (answer.request().postData() ?? "").includes("compact"),
  );
  await page.getByRole("radio", { name: "Compact" }).click();
  await expect(page.getByRole("columnheader", { name: "Listeners" })).toHaveCount(0);
  expect((await saved).status()).toBe(200);
  const other = await browser.newContext();
  try {
    const elsewhere = await other.newPage();
    await signIn(elsewhere, product);
    await elsewhere.goto(`${product.url}/load-balancers?q=elb-columns`);
    await expect(elsewhere.getByRole("link", { name: "elb-columns" })).toBeVisible();
    await expect(elsewhere.getByRole("columnheader", { name: "Listeners" })).toHaveCount(0);
    await elsewhere.getByRole("button", { name: "Columns and density" }).click();
    await elsewhere.getByRole("button", { name: "Reset" }).click();
    await expect(elsewhere.getByRole("columnheader", { name: "Listeners" })).toBeVisible();
  } finally {
    await other.close();
  }
});
