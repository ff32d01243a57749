import { startBackend } from "./support/backend";
import { createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

test("live facts say why a load is unequal, why sessions are lost and why a service is not reached", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const backend = await startBackend("one");
  const port = await freePort();
  try {
    const servers = [
      { ...backend, weight: 3 },
      { address: "127.0.0.1", port: 9 },
    ];
    const monitor = { type: "TCP", delay: 1, timeout: 1, max_retries: 1 };
    const chain = await createChain(product, port, servers, monitor);
    const home = `${product.url}/load-balancers/${chain.loadBalancerId}`;
    const members = `/api/v2.0/lbaas/pools/${chain.poolId}/members`;
    await until("the dead server is found", 20_000, async () => {
      const { body } = await product.api("GET", members);
      const states = (body as { members: { operating_status: string }[] }).members.map((one) => one.operating_status);
      return states.includes("ERROR") && states.includes("ONLINE");
    });

    await test.step("the group: weights differ and one server is absent; sessions are off", async () => {
      for (let n = 0; n < 60; n++) expect((await fetch(chain.url)).status).toBe(200);
      await page.goto(`${home}/groups/${chain.poolId}`);
      await page.getByRole("button", { name: "Diagnose…" }).click();
      const dialog = page.getByRole("dialog");
      const causes = dialog.getByRole("list", { name: "Causes" });
      await expect(causes.getByText(/takes no new requests, the others get their part: 127\.0\.0\.1:9$/)).toBeVisible();
      await expect(causes.getByText(/They differ, so shares are to differ/)).toBeVisible();
      await until("the requests are counted", 15_000, async () => {
        await dialog.getByRole("button", { name: "Look again" }).click();
        return (await dialog.getByRole("row", { name: /\b100%/ }).count()) > 0;
      });
      await dialog.getByText("Lost sessions").click();
      await expect(causes.getByText(/It is off, and so is source IP hash/)).toBeVisible();
      await dialog.getByRole("button", { name: "Close" }).last().click();
    });

    await test.step("the listener: who does not take requests, and the silent server’s firewall line", async () => {
      await page.goto(`${home}/listeners/${chain.listenerId}`);
      await page.getByRole("button", { name: "Diagnose…" }).click();
      const causes = page.getByRole("dialog").getByRole("list", { name: "Causes" });
      await expect(causes.getByText(/no answer to checks/)).toBeVisible();
      await expect(causes.getByText(/iptables -I INPUT .* --dport 9 -j ACCEPT/)).toBeVisible();
      await expect(causes.getByText("1 of 2 take requests, not: 127.0.0.1:9")).toBeVisible();
    });
  } finally {
    await backend.stop();
  }
});
