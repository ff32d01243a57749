import { type Product, removeData, startProduct } from "./support/product";
import { expect, signIn, test } from "./support/test";
import { until } from "./support/until";

// The sample is offered on an empty overview: a product of its own.
let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(async () => {
  await product.stop();
  removeData(product);
});

test("the sample: made, carrying traffic and removed with one click each", async ({ page }) => {
  await signIn(page, product);
  await page.goto(product.url);
  await page.getByRole("button", { name: "Create a sample" }).click();
  await expect(page.getByText("The sample is ready")).toBeVisible({ timeout: 20_000 });
  const command = await page
    .getByText(/^curl http/)
    .first()
    .textContent();
  const url = /http:\S+/.exec(command ?? "")?.[0] ?? "";
  const seen = new Set<string>();
  await until("both demo servers have answered", 15_000, async () => {
    const response = await fetch(url);
    const text = await response.text();
    if (response.ok) for (const name of ["demo-1", "demo-2"]) if (text.includes(name)) seen.add(name);
    return seen.size === 2;
  });
  await page.getByRole("button", { name: "Remove the sample" }).click();
  await expect(page.getByRole("button", { name: "Create a sample" })).toBeVisible();
  await until("nothing answers any more", 10_000, async () =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );
  const left = (await product.api("GET", "/api/v2.0/lbaas/loadbalancers")).body as {
    loadbalancers: { name: string }[];
  };
  expect(left.loadbalancers.map(({ name }) => name)).not.toContain("sample");
});
