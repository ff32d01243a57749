import { expect, test } from "./support/test";

test("a token is made for a program, shown once, does what it may, and is taken back", async ({
  console: page,
  product,
}) => {
  await page.goto(`${product.url}/access/tokens`);
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("a<b");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("Use any characters except < and >.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("token-ci");
  await dialog.getByRole("button", { name: "Create token" }).click();
  const secret = (await dialog.getByTestId("token").textContent()) ?? "";
  expect(secret).toMatch(/^evk_/);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  const row = page.getByRole("row", { name: /token-ci/ });
  await expect(row).toContainText("Read-only");

  const call = (method: string, path: string, body?: object) =>
    fetch(`${product.url}/api/v2.0/${path}`, {
      method,
      headers: { "x-auth-token": secret, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  expect((await call("GET", "lbaas/loadbalancers")).status).toBe(200);
  expect((await call("POST", "lbaas/certificates", { name: "x", certificate: "x" })).status).toBe(403);

  await page.reload();
  await expect(row).not.toContainText("never");
  await row.getByRole("button", { name: "Actions for token-ci" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText("Token token-ci deleted")).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await call("GET", "lbaas/loadbalancers")).status).toBe(401);
});
