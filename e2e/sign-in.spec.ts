import { adminPassword, type Product, removeData, startProduct } from "./support/product";
import { expect, test } from "./support/test";

test("X-11: the wrong password is refused and keeps the name; the right one leads on; sign-out ends the session", async ({
  page,
  product,
}) => {
  await page.goto(`${product.url}/load-balancers`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The user name or the password is wrong.", { exact: false })).toBeVisible();
  await expect(page.getByLabel("User name")).toHaveValue("admin");
  await page.getByLabel("Password").fill(adminPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Load balancers/ })).toBeVisible();
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /admin/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto(product.url);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
});

test.describe("the first visit", () => {
  let fresh: Product;
  test.beforeAll(async () => {
    fresh = await startProduct({ env: { EVENKEEL_ADMIN_PASSWORD: undefined, EVENKEEL_API_TOKEN: undefined } });
  });
  test.afterAll(async () => {
    await fresh.stop();
    removeData(fresh);
  });

  test("asks for a password, refuses a short one, and signs in", async ({ page }) => {
    await page.goto(fresh.url);
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByLabel("Repeat password").fill("short");
    await page.getByRole("button", { name: "Set password and sign in" }).click();
    await expect(page.getByText(/10 to 128|at least 10/).first()).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(adminPassword);
    await page.getByLabel("Repeat password").fill(adminPassword);
    await page.getByRole("button", { name: "Set password and sign in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await page.goto(`${fresh.url}/set-up`);
    await expect(page.getByRole("button", { name: "Set password and sign in" })).toHaveCount(0);
  });
});
