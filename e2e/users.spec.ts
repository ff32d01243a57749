import type { Page } from "@playwright/test";
import { createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";

async function signIn(page: Page, url: string, name: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a reader is made, signs in, changes the password, sees and cannot change, and is shut out", async ({
  console: page,
  product,
  browser,
}) => {
  test.setTimeout(90_000);
  const chain = await createChain(product, await freePort(), []);
  await page.goto(`${product.url}/access/users`);
  await page.getByRole("button", { name: "Create user" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("User name").fill("rita");
  await dialog.getByLabel("First password").fill("short");
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(dialog.getByText("Use 10 to 128 characters.")).toBeVisible();
  await dialog.getByLabel("First password").fill("a first password");
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("row", { name: /rita/ });
  await expect(row).toContainText("Observer");

  const context = await browser.newContext({ locale: "en-US" });
  const reader = await context.newPage();
  try {
    await signIn(reader, product.url, "rita", "a first password");
    await expect(reader.getByRole("navigation").first()).toBeVisible();

    await reader.getByRole("button", { name: /: rita$/ }).click();
    await reader.getByRole("menuitem", { name: "Change password" }).click();
    const change = reader.getByRole("dialog");
    await change.getByLabel("Current password").fill("not this one");
    await change.getByLabel("New password").fill("a second password");
    await change.getByRole("button", { name: "Change password" }).click();
    await expect(change.getByText("This is not your current password.")).toBeVisible();
    await change.getByLabel("Current password").fill("a first password");
    await change.getByRole("button", { name: "Change password" }).click();
    await expect(change).toBeHidden();

    await reader.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/listeners`);
    await expect(reader.getByRole("link", { name: chain.listenerId.slice(0, 8) })).toBeVisible();
    await reader.goto(`${product.url}/access/projects`);
    await reader.getByRole("button", { name: "Create project" }).click();
    await reader.getByRole("dialog").getByRole("textbox", { name: "Name", exact: true }).fill("mine");
    await reader.getByRole("dialog").getByRole("button", { name: "Create project" }).click();
    await expect(reader.getByRole("dialog").getByRole("alert").first()).toBeVisible();
    await reader.goto(`${product.url}/access/users`);
    await expect(reader.getByRole("heading", { name: "Users are shown to administrators" })).toBeVisible();

    await row.getByRole("button", { name: "Actions for rita" }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await expect(row).toContainText("disabled");
    await reader.goto(`${product.url}/load-balancers`);
    await expect(reader).toHaveURL(/\/sign-in/);
    await signIn(reader, product.url, "rita", "a second password");
    await expect(reader.getByRole("alert").first()).toBeVisible();
    await expect(reader).toHaveURL(/\/sign-in/);
  } finally {
    await context.close();
  }
});
