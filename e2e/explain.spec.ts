import type { Page } from "@playwright/test";
import { startBackend } from "./support/backend";
import { create, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

/** Opens the dialog of the page's Actions menu. */
async function openDialog(page: Page) {
  await page.getByRole("button", { name: "Actions" }).first().click();
  await page.getByRole("menuitem", { name: "Explain a request…" }).click();
  const dialog = page.getByRole("dialog");
  const steps = dialog.getByRole("list", { name: "Steps of the request" });
  const ask = async () => {
    await dialog.getByRole("button", { name: "Explain", exact: true }).click();
    return steps;
  };
  return { dialog, ask };
}

test("a request is explained step by step: HTTP, TCP, UDP, and behind the PROXY protocol", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const backend = await startBackend("one");
  const port = await freePort();
  try {
    const chain = await createChain(product, port, [backend, { address: "127.0.0.1", port: 9, weight: 0 }]);
    await product.api("PUT", `/api/v2.0/lbaas/pools/${chain.poolId}`, {
      pool: { session_persistence: { type: "HTTP_COOKIE" }, name: "group-one" },
    });
    await create(product, "lbaas/l7policies", "l7policy", {
      listener_id: chain.listenerId,
      action: "REJECT",
      name: "closed",
      rules: [{ type: "PATH", compare_type: "STARTS_WITH", value: "/closed" }],
    });
    const others: Record<string, string> = {};
    for (const protocol of ["TCP", "UDP"]) {
      const fields = { loadbalancer_id: chain.loadBalancerId, protocol };
      const listener = await create(product, "lbaas/listeners", "listener", {
        ...fields,
        name: `listener-${protocol}`,
        protocol_port: await freePort(),
        ...(protocol === "TCP" ? { accept_proxy_protocol: true, trusted_proxies: ["127.0.0.0/8"] } : {}),
      });
      const pool = await create(product, "lbaas/pools", "pool", {
        listener_id: listener.id,
        protocol,
        lb_algorithm: "SOURCE_IP",
      });
      await create(product, `lbaas/pools/${pool.id}/members`, "member", { address: "127.0.0.1", protocol_port: 9 });
      others[protocol] = listener.id;
    }
    const screen = (id: string) => `${product.url}/load-balancers/${chain.loadBalancerId}/listeners/${id}`;

    await test.step("HTTP: a cookie of a real session leads to its server; the other one's weight is 0", async () => {
      await until("the cookie is set", 10_000, async () => (await fetch(chain.url)).headers.has("set-cookie"));
      const cookie = (await fetch(chain.url)).headers.get("set-cookie")?.split(";")[0] ?? "";
      await page.goto(screen(chain.listenerId));
      const { dialog, ask } = await openDialog(page);
      await dialog.getByRole("combobox", { name: "Method" }).click();
      await page.getByRole("option", { name: "POST" }).click();
      await dialog.getByRole("textbox", { name: /^URL/ }).fill("https://shop.example/cart");
      await dialog.getByRole("textbox", { name: /^Headers/ }).fill(`Cookie: ${cookie}`);
      let steps = await ask();
      await expect(steps.getByText(/The listener speaks HTTP only/)).toBeVisible();
      await expect(steps.getByText(/belongs to 127\.0\.0\.1/)).toBeVisible();
      await expect(steps.getByText(/as the session says/)).toBeVisible();
      await expect(dialog.getByRole("row", { name: /127\.0\.0\.1:9 / })).toContainText("weight 0");
      await dialog.getByRole("textbox", { name: /^URL/ }).fill("/closed/now");
      steps = await ask();
      await expect(steps.getByText("“closed” rejects it: it is answered 403")).toBeVisible();
      await expect(steps.getByText("POST by HTTP, which the listener takes")).toBeVisible();
      expect((await fetch(`${chain.url}closed/now`)).status).toBe(403);
      await dialog.getByRole("textbox", { name: /^Client address/ }).fill("nowhere");
      await dialog.getByRole("button", { name: "Explain", exact: true }).click();
      await expect(dialog.getByText(/IPv4 address/).last()).toBeVisible();
    });

    await test.step("TCP: without the header of a trusted proxy it is reset, with it the announced client counts", async () => {
      await page.goto(screen(others.TCP ?? ""));
      const { dialog, ask } = await openDialog(page);
      const steps = await ask();
      await expect(steps.getByText(/has to begin with a PROXY protocol header and brings none/)).toBeVisible();
      await dialog.getByRole("textbox", { name: /^Announced client/ }).fill("203.0.113.9");
      await ask();
      await expect(steps.getByText(/announces 203\.0\.113\.9/)).toBeVisible();
      await expect(steps.getByText(/where the hash of the client’s address leads/)).toBeVisible();
      await expect(dialog.getByRole("textbox", { name: /^URL/ })).toHaveCount(0);
    });

    await test.step("UDP: from a source that the private address does not answer, the datagram is dropped", async () => {
      await page.goto(screen(others.UDP ?? ""));
      const { dialog, ask } = await openDialog(page);
      await dialog.getByRole("textbox", { name: /^Client address/ }).fill("198.51.100.7");
      const steps = await ask();
      await expect(steps.getByText(/the datagram is dropped/)).toBeVisible();
      await dialog.getByRole("textbox", { name: /^Client address/ }).fill("127.0.0.1");
      await ask();
      await expect(steps.getByText(/127\.0\.0\.1:9: where the hash/)).toBeVisible();
    });

    await test.step("the API says the same", async () => {
      const { status, body } = await product.api("POST", `/api/v2.0/lbaas/listeners/${chain.listenerId}/explain`, {
        explain: { client_address: "127.0.0.1", method: "DELETE", url: "/closed" },
      });
      expect([status, body]).toMatchObject([
        200,
        { explanation: { stop: "policy", status: 403, method: "DELETE", scheme: "http", pool_id: null } },
      ]);
    });
  } finally {
    await backend.stop();
  }
});
