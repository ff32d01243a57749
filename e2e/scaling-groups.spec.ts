import { startNameServer } from "@/lib/services/scalinggroup/testing/name-server";
import { startBackend } from "./support/backend";
import { createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

async function answers(url: string): Promise<string> {
  const response = await fetch(url);
  return response.ok ? response.text() : String(response.status);
}

test("BS-09: members of a scaling group enter and leave a server group by hand, by the API and by DNS", async ({
  console: page,
  product,
}) => {
  test.setTimeout(180_000);
  const one = await startBackend("one", "127.0.41.1");
  const two = await startBackend("two", "127.0.41.2", one.port);
  const dns = await startNameServer();
  const chain = await createChain(product, await freePort(), []);
  await product.api("PUT", `/api/v2.0/lbaas/pools/${chain.poolId}`, { pool: { name: "group-scaled" } });
  const dialog = page.getByRole("dialog");
  try {
    await test.step("created by hand, linked to the group, a member registered: it gets requests", async () => {
      await page.goto(`${product.url}/scaling-groups`);
      await page.getByRole("button", { name: "Create scaling group" }).first().click();
      await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("web");
      await dialog.getByRole("textbox", { name: /^Drain leaving members/ }).fill("0");
      await dialog.getByRole("button", { name: "Create scaling group" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "web" })).toBeVisible();
      await page.getByRole("button", { name: "Link server group" }).click();
      await dialog.getByRole("combobox", { name: "Server group" }).click();
      await page.getByRole("option", { name: /^group-scaled/ }).click();
      await dialog.getByRole("textbox", { name: /^Port/ }).fill(String(one.port));
      await dialog.getByRole("button", { name: "Link server group" }).click();
      await expect(page.getByRole("link", { name: "group-scaled" }).first()).toBeVisible();
      await page.getByRole("button", { name: "Register member", exact: true }).click();
      await dialog.getByRole("textbox", { name: "Address" }).fill("somewhere");
      await dialog.getByRole("button", { name: "Register member" }).click();
      await expect(dialog.getByText(/IPv4|IP address/).first()).toBeVisible();
      await dialog.getByRole("textbox", { name: "Address" }).fill(one.address);
      await dialog.getByRole("button", { name: "Register member" }).click();
      await expect(dialog).toBeHidden();
      await until("it answers", 10_000, async () => (await answers(chain.url)) === "one");
    });

    await test.step("a machine registers itself by the API; the first one is deregistered in the browser", async () => {
      const id = page.url().split("/").at(-1) ?? "";
      const instance = { instance: { address: two.address, name: "two" } };
      const entered = await product.api("POST", `/api/v2.0/lbaas/scalinggroups/${id}/instances`, instance);
      expect(entered.status, JSON.stringify(entered.body)).toBe(201);
      await expect(page.getByRole("row", { name: /127\.0\.41\.2/ })).toBeVisible();
      await page
        .getByRole("row", { name: /127\.0\.41\.1/ })
        .getByRole("button", { name: /Actions/ })
        .click();
      await page.getByRole("menuitem", { name: "Deregister…" }).click();
      await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
      await until("only the other one answers", 10_000, async () => {
        const seen = new Set([await answers(chain.url), await answers(chain.url), await answers(chain.url)]);
        return seen.size === 1 && seen.has("two");
      });
    });

    await test.step("its server is not removed by hand, and unlinked it goes", async () => {
      await page.getByRole("link", { name: "group-scaled" }).first().click();
      const row = page.getByRole("row", { name: /127\.0\.41\.2/ });
      await expect(row.getByRole("link", { name: "From a scaling group" })).toBeVisible();
      await row.getByRole("link", { name: "From a scaling group" }).click();
      await page
        .getByRole("row", { name: /group-scaled/ })
        .last()
        .getByRole("button", { name: /Actions/ })
        .click();
      await page.getByRole("menuitem", { name: "Unlink…" }).click();
      await dialog.getByRole("button", { name: "Unlink", exact: true }).click();
      await until("nobody answers", 10_000, async () => (await answers(chain.url)) === "503");
      await page.getByRole("button", { name: "Actions", exact: true }).click();
      await page.getByRole("menuitem", { name: /^Delete/ }).click();
      await dialog.getByRole("button", { name: "Delete scaling group" }).click();
      await expect(page.getByText("No scaling groups yet")).toBeVisible();
    });

    await test.step("by SRV records: the last error is shown, then addresses and ports enter", async () => {
      await page.getByRole("button", { name: "Create scaling group" }).first().click();
      await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("by-name");
      await dialog.getByRole("radio", { name: /SRV/ }).click();
      await dialog.getByRole("button", { name: "Create scaling group" }).click();
      await expect(dialog.getByRole("textbox", { name: "DNS name" })).toHaveAttribute("aria-invalid", "true");
      await dialog.getByRole("textbox", { name: "DNS name" }).fill("_http._tcp.web.test");
      await dialog.getByRole("textbox", { name: /^DNS servers/ }).fill(dns.place);
      await dialog.getByRole("textbox", { name: /^Resolve every/ }).fill("5");
      await dialog.getByRole("button", { name: "Create scaling group" }).click();
      await expect(page.getByText(/The name does not exist/)).toBeVisible({ timeout: 15_000 });
      dns.srv.set("_http._tcp.web.test", [{ priority: 1, port: one.port, target: "one.test" }]);
      dns.a.set("one.test", [one.address]);
      await expect(page.getByRole("row", { name: new RegExp(`${one.address}:${one.port}`) })).toBeVisible({
        timeout: 20_000,
      });
      await page.getByRole("button", { name: "Link server group" }).click();
      await dialog.getByRole("combobox", { name: "Server group" }).click();
      await page.getByRole("option", { name: /^group-scaled/ }).click();
      await dialog.getByRole("button", { name: "Link server group" }).click();
      await expect(dialog).toBeHidden();
      await until("the resolved address answers", 10_000, async () => (await answers(chain.url)) === "one");
    });
  } finally {
    await Promise.all([one.stop(), two.stop(), dns.stop()]);
  }
});
