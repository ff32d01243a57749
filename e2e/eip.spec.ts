import { AxeBuilder } from "@axe-core/playwright";
import { startBackend } from "./support/backend";
import { create, createChain, get } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

test("X-10, LB-11..LB-13, LB-15: a private load balancer gets an EIP, another bandwidth, loses it, and leaves it behind", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const backend = await startBackend("eip-backend");
  const port = await freePort();
  const chain = await createChain(product, port, [{ address: "127.0.0.1", port: backend.port }]);
  const eip = await create(product, "floatingips", "floatingip", { bandwidth: 10 });
  const address = eip.floating_ip_address as string;
  const row = page.getByRole("row", { name: new RegExp(chain.loadBalancerId.slice(0, 8)) });
  const act = async (action: RegExp) => {
    await row.getByRole("button", { name: /Actions/ }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await page.goto(`${product.url}/load-balancers`);

  await row.getByRole("button", { name: /Actions/ }).click();
  await expect(page.getByRole("menuitem", { name: /Modify bandwidth/ })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("menuitem", { name: /^Bind/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: new RegExp(address) }).click();
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(row).toContainText(address);
  const answers = (host: string) =>
    fetch(`http://${host}:${port}/`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(
    "both addresses answer (X-10)",
    10_000,
    async () => (await answers(address)) && answers(chain.vipAddress),
  );

  await act(/Modify bandwidth/);
  const size = dialog.getByRole("textbox", { name: /^Bandwidth/ });
  await size.fill("1001");
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(size).toHaveAttribute("aria-invalid", "true");
  await size.fill("25");
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(dialog).toContainText("25 Mbit/s");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await get(product, `floatingips/${eip.id}`, "floatingip")).bandwidth).toBe(25);

  await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}`);
  await expect(page.getByRole("region", { name: "Bandwidth of the elastic IP" })).toBeVisible();
  await page.getByRole("button", { name: "Unbind", exact: true }).click();
  await page
    .getByRole("dialog")
    .or(page.getByRole("alertdialog"))
    .getByRole("button", { name: /Unbind/ })
    .click();
  await expect(page.getByRole("button", { name: "Bind", exact: true })).toBeVisible();
  await until("only the private address answers (LB-13)", 10_000, async () => {
    return !(await answers(address)) && answers(chain.vipAddress);
  });

  const put = await product.api("PUT", `/api/v2.0/floatingips/${eip.id}`, {
    floatingip: {
      port_id: (await get(product, `lbaas/loadbalancers/${chain.loadBalancerId}`, "loadbalancer")).vip_port_id,
    },
  });
  expect(put.status).toBe(200);
  expect(
    (await product.api("DELETE", `/api/v2.0/lbaas/loadbalancers/${chain.loadBalancerId}?cascade=true`)).status,
  ).toBe(204);
  const left = await get(product, `floatingips/${eip.id}`, "floatingip");
  expect([left.port_id, left.floating_ip_address, left.bandwidth]).toEqual([null, address, 25]);
  await backend.stop();
});
