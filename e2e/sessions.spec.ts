import { AxeBuilder } from "@axe-core/playwright";
import { adminPassword } from "./support/product";
import { expect, test } from "./support/test";

test("a session elsewhere is seen and ended; this one stays", async ({ console: page, product, browser }) => {
  const elsewhere = await browser.newContext({
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
  });
  const answer = await elsewhere.request.post(`${product.url}/api/auth/sign-in/username`, {
    data: { username: "admin", password: adminPassword },
    headers: { origin: product.url },
  });
  expect(answer.status()).toBe(200);
  const other = await elsewhere.newPage();
  await other.goto(`${product.url}/load-balancers`);
  await expect(other.getByRole("heading", { name: "Load balancers" }).first()).toBeVisible();

  await page.goto(product.url);
  await page.getByRole("button", { name: "Account: admin" }).click();
  await page.getByRole("menuitem", { name: "Sessions" }).click();
  await expect(page).toHaveURL(/\/access\/sessions$/);
  const own = page.getByRole("row", { name: /this one/ });
  const row = page.getByRole("row", { name: /Firefox · Linux/ });
  await expect(row).toContainText("127.0.0.1");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await own.getByRole("button", { name: /^Actions for/ }).click();
  await expect(page.getByRole("menuitem", { name: "End session" })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "End session" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
  await expect(page.getByText("Session ended")).toBeVisible();
  await expect(row).toHaveCount(0);

  await other.goto(`${product.url}/load-balancers`);
  await expect(other).toHaveURL(/\/sign-in/);
  await expect(own).toBeVisible();
  await elsewhere.close();

  await page.goto(`${product.url}/audit`);
  await expect(page.getByText("end session").first()).toBeVisible();
});
