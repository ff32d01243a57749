import { test as base, expect, type Page } from "@playwright/test";
import { adminPassword, type Product, removeData, startProduct } from "./product";

/** `product`: one running product for all journeys of a worker. `console`: a page signed in as admin. */
export const test = base.extend<{ console: Page }, { product: Product }>({
  product: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the destructuring
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
      removeData(product);
    },
    { scope: "worker", timeout: 90_000 },
  ],
  console: async ({ product, page }, use) => {
    await signIn(page, product);
    await use(page);
  },
});

export { expect };

/** Signs in through the program's route; the journeys of sign-in itself use the form. */
export async function signIn(page: Page, product: Product): Promise<void> {
  const answer = await page.request.post(`${product.url}/api/auth/sign-in/username`, {
    data: { username: "admin", password: adminPassword },
    headers: { origin: product.url },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}
