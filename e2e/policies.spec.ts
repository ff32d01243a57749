import type { Page } from "@playwright/test";
import { startBackend } from "./support/backend";
import { create, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

async function answerOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** Fills the form of "add forwarding policy" up to the group. */
async function addPolicy(page: Page, name: string, match: string, url: string, domain = ""): Promise<void> {
  await page.getByRole("link", { name: /Add forwarding policy|Add the first policy/ }).click();
  await expect(page.getByRole("heading", { name: "Add forwarding policy" })).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).first().fill(name);
  await page.getByLabel(/^Domain name/).fill(domain);
  await page.getByRole("radio", { name: match }).click();
  await page.getByLabel(/^URL/, { exact: false }).last().fill(url);
}

async function chooseGroup(page: Page, group: string): Promise<void> {
  await page.getByRole("radio", { name: "Use an existing group" }).click();
  await page.getByRole("combobox", { name: "Existing group" }).click();
  await page.getByRole("option", { name: new RegExp(`^${group}`) }).click();
}

test("FP-01..FP-15: forwarding policies made, moved, tried and deleted in the browser", async ({
  console: page,
  product,
}) => {
  test.setTimeout(180_000);
  const [main, other, fresh] = await Promise.all([startBackend("main"), startBackend("other"), startBackend("fresh")]);
  const port = await freePort();
  try {
    const chain = await createChain(product, port, [main]);
    await product.api("PUT", `/api/v2.0/lbaas/listeners/${chain.listenerId}`, { listener: { policy_order: "guide" } });
    const pool = await create(product, "lbaas/pools", "pool", {
      loadbalancer_id: chain.loadBalancerId,
      protocol: "HTTP",
      lb_algorithm: "ROUND_ROBIN",
      name: "group-other",
    });
    await create(product, `lbaas/pools/${pool.id}/members`, "member", {
      address: other.address,
      protocol_port: other.port,
    });
    const listenerPage = `${product.url}/load-balancers/${chain.loadBalancerId}/listeners/${chain.listenerId}`;
    const at = (path: string) => answerOf(chain.url.replace(/\/$/, path));
    await page.goto(listenerPage);

    await test.step("a prefix to a group that is there", async () => {
      await addPolicy(page, "to-other", "Prefix", "elb");
      await chooseGroup(page, "group-other");
      await page.getByRole("button", { name: "Add forwarding policy" }).click();
      await expect(page.getByText("Start with /, such as /login.php.")).toBeVisible();
      await page.getByLabel(/^URL/, { exact: false }).last().fill("/elb");
      await page.getByRole("button", { name: "Add forwarding policy" }).click();
      await expect(page.getByRole("row", { name: /to-other/ })).toContainText("/elb");
      await until("the prefix takes its requests", 5000, async () => (await at("/elb_gls/1")) === "other");
      expect(await at("/")).toBe("main");
    });

    await test.step("an exact URL of a domain to a group made with it", async () => {
      await addPolicy(page, "to-fresh", "Exact", "/elb/index.html", chain.vipAddress);
      await page.getByRole("button", { name: "Add server" }).click();
      await page.getByLabel("Address of server 1").fill(fresh.address);
      await page.getByLabel("Port of server 1", { exact: true }).fill(String(fresh.port));
      await page.getByRole("button", { name: "Add forwarding policy" }).click();
      await expect(page.getByRole("row", { name: /to-fresh/ })).toContainText("Exact");
      await until("the exact URL goes before the prefix", 5000, async () => (await at("/elb/index.html")) === "fresh");
      expect(await at("/elb/other")).toBe("other");
    });

    await test.step("the same conditions twice are refused and nothing typed is lost", async () => {
      await addPolicy(page, "again", "Prefix", "/elb");
      await chooseGroup(page, "group-other");
      await page.getByRole("button", { name: "Add forwarding policy" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "to-other has the same conditions" })).toBeVisible();
      await expect(page.getByRole("textbox", { name: "Name", exact: true }).first()).toHaveValue("again");
      await page.getByRole("radio", { name: "Regular expression" }).click();
      await page.getByLabel(/^URL/, { exact: false }).last().fill("/(a");
      await page.getByRole("button", { name: "Add forwarding policy" }).click();
      await expect(page.getByText(/This regular expression cannot be used/)).toBeVisible();
      await page.getByLabel(/^URL/, { exact: false }).last().fill("/x[0-9]+");
      await page.getByRole("button", { name: "Add forwarding policy" }).click();
      await expect(page.getByRole("row", { name: /again/ })).toContainText("Regular expression");
      await until("the expression takes its requests", 5000, async () => (await at("/x1")) === "other");
      expect(await at("/x1y")).toBe("main");
    });

    await test.step("an expression that overlaps an earlier one says so, with a path", async () => {
      const rule = { type: "PATH", compare_type: "REGEX", value: "/x1.*", anchored: true };
      await create(product, "lbaas/l7policies", "l7policy", {
        listener_id: chain.listenerId,
        action: "REDIRECT_TO_POOL",
        redirect_pool_id: chain.poolId,
        name: "later",
        rules: [rule],
      });
      await expect(page.getByText(/also matches again, which is asked first/)).toBeVisible();
      expect(await at("/x1")).toBe("other");
    });

    const menu = async (name: string, item: string) => {
      await page.getByRole("button", { name: new RegExp(`actions.*${name}|${name}.*actions`, "i") }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };

    await test.step("moved before it, the later expression is asked first and takes the path of both", async () => {
      await menu("later", "Ask earlier");
      await expect(page.getByText(/also matches later, which is asked first/)).toBeVisible();
      await until("the expression that was moved takes the path", 5000, async () => (await at("/x1")) === "main");
      expect(await at("/x22")).toBe("other");
      await menu("later", "Ask later");
      await until("moved back, it has the path no more", 5000, async () => (await at("/x1")) === "other");
    });

    await test.step("the tester tells which takes a URL and why not the others", async () => {
      await page.getByLabel(/^URLs/).fill(`/elb/index.html\nhttp://${chain.vipAddress}/elb/index.html\n/nowhere`);
      await page.getByRole("button", { name: "Test", exact: true }).click();
      const answers = page.getByRole("list", { name: "Where they go" });
      await expect(answers.getByText(/^→ to-other: group-other/)).toBeVisible();
      await expect(answers.getByText(/^→ to-fresh/)).toBeVisible();
      await expect(answers.getByText(/^→ default group/)).toBeVisible();
      await answers.getByText("/nowhere").click();
      await expect(answers.getByText("does not match").locator("visible=true").first()).toBeVisible();
    });

    await test.step("edited, switched off and on, deleted; its group cannot go before it", async () => {
      await menu("to-other", "Edit");
      await page.getByRole("dialog").getByLabel(/^URL/, { exact: false }).last().fill("/new");
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await until("the new URL is taken", 5000, async () => (await at("/new/1")) === "other");
      expect(await at("/elb/other")).toBe("main");
      await menu("to-other", "Disable");
      await until("it is passed by", 5000, async () => (await at("/new/1")) === "main");
      await menu("to-other", "Enable");
      await until("it is asked again", 5000, async () => (await at("/new/1")) === "other");
      const refused = await product.api("DELETE", `/api/v2.0/lbaas/pools/${pool.id}`);
      expect(refused.status).toBe(409);
      await menu("to-other", "Delete");
      await page.getByRole("button", { name: "Delete policy" }).click();
      await expect(page.getByRole("row", { name: /to-other/ })).toHaveCount(0);
      await until("the default group has it back", 5000, async () => (await at("/new/1")) === "main");
    });
  } finally {
    await Promise.all([main.stop(), other.stop(), fresh.stop()]);
  }
});
