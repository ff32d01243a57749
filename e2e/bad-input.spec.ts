import { createServer } from "node:net";
import type { Page } from "@playwright/test";
import { create, get } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

/** The refusal shown under a field: what `aria-describedby` of the invalid control points to. */
async function refusalOf(page: Page, name: RegExp): Promise<string> {
  const field = page.getByRole("textbox", { name });
  await expect(field).toHaveAttribute("aria-invalid", "true");
  const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ").filter((id) => id !== "");
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.join(" ");
}

test("LB-05..LB-09: the create form refuses each field with what is allowed, and loses nothing", async ({
  console: page,
  product,
}) => {
  await page.goto(`${product.url}/load-balancers/create`);
  const review = page.getByRole("button", { name: "Review configuration" });
  await page.getByRole("radio", { name: /Public/ }).click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("");
  await page.getByRole("textbox", { name: /^Bandwidth/ }).fill("1001");
  await page.getByRole("textbox", { name: /^Description/ }).fill("a <tag>");
  await page.getByRole("checkbox", { name: /Assign an IPv4 address automatically/ }).click();
  await page.getByRole("textbox", { name: /^IPv4 address/ }).fill("192.168.0.2");
  await review.click();
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toHaveCount(0);
  expect(await refusalOf(page, /^Name/)).not.toBe("");
  expect(await refusalOf(page, /^Bandwidth/)).toMatch(/1.*1,?000/);
  expect(await refusalOf(page, /^Description/)).toMatch(/<.*>/);
  await name.fill("elb-bad-input");
  await page.getByRole("textbox", { name: /^Bandwidth/ }).fill("10");
  await page.getByRole("textbox", { name: /^Description/ }).fill("fine");
  await review.click();
  const submit = page.getByRole("button", { name: "Submit", exact: true });
  await submit.or(page.locator("[aria-invalid=true]").first()).first().waitFor();
  if (await submit.isVisible()) await submit.click();
  expect(await refusalOf(page, /^IPv4 address/)).toContain("127.10.0.0/16");
  await expect(name).toHaveValue("elb-bad-input");
});

test("LS-02, HC-05..HC-08: the wizard refuses ports, servers and probe settings on their fields", async ({
  console: page,
  product,
}) => {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnets.subnets[0]?.id,
    name: "elb-wizard",
  });
  await page.goto(`${product.url}/load-balancers/${balancer.id}/listeners/create`);
  const next = page.getByRole("button", { name: /^Next/ });
  const port = page.getByRole("textbox", { name: /^Port/ });
  await port.fill("65536");
  await next.click();
  expect(await refusalOf(page, /^Port/)).toMatch(/1.*65,?535/);
  await port.fill(String(await freePort()));
  await next.click();
  if (!(await page.getByLabel("Address of server 1").isVisible()))
    await page.getByRole("button", { name: "Add server" }).click();
  await page.getByLabel("Address of server 1").fill("127.0.0.300");
  await page.getByLabel("Port of server 1", { exact: true }).fill("0");
  await page.getByLabel("Weight of server 1").fill("101");
  await next.click();
  await expect(page.getByLabel("Address of server 1")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(/0 to 100|between 0 and 100/).first()).toBeVisible();
  await page.getByLabel("Address of server 1").fill("127.0.0.1");
  await page.getByLabel("Port of server 1", { exact: true }).fill("8080");
  await page.getByLabel("Weight of server 1").fill("1");
  await next.click();
  await page.getByRole("radio", { name: /Custom settings/ }).click();
  await page.getByRole("textbox", { name: /^Interval/ }).fill("51");
  await page.getByRole("textbox", { name: /^Path/ }).fill("no-slash");
  await page.getByRole("button", { name: "Finish", exact: true }).click();
  expect(await refusalOf(page, /^Interval/)).toMatch(/1.*50/);
  expect(await refusalOf(page, /^Path/)).toContain("/");
  await page.getByRole("textbox", { name: /^Interval/ }).fill("5");
  await page.getByRole("textbox", { name: /^Timeout/ }).fill("10");
  await expect(page.getByText(/acts as 5 s/).first()).toBeVisible();
  const after = (await product.api("GET", "/api/v2.0/lbaas/listeners")).body as {
    listeners: { loadbalancers: { id: string }[] }[];
  };
  expect(after.listeners.filter(({ loadbalancers }) => loadbalancers[0]?.id === balancer.id)).toEqual([]);
});

test("a port taken on the host: the listener is refused with the system's reason, the others keep running", async ({
  console: page,
  product,
}) => {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnets.subnets[0]?.id,
    name: "elb-taken",
  });
  const taken = await freePort();
  const free = await freePort();
  const squatter = createServer();
  await new Promise<void>((done) => squatter.listen(taken, String(balancer.vip_address), done));
  try {
    const listen = (name: string, protocolPort: number) =>
      create(product, "lbaas/listeners", "listener", {
        name,
        loadbalancer_id: balancer.id,
        protocol: "HTTP",
        protocol_port: protocolPort,
      });
    const refused = await listen("listener-taken", taken);
    const running = await listen("listener-free", free);
    const status = async (id: string) => await get(product, `lbaas/listeners/${id}`, "listener");
    await until("the one is ACTIVE, the other ERROR", 10_000, async () => {
      const [bad, good] = [await status(refused.id), await status(running.id)];
      return bad.provisioning_status === "ERROR" && good.provisioning_status === "ACTIVE";
    });
    expect(String((await status(refused.id)).provisioning_reason)).toContain("EADDRINUSE");
    const answer = await fetch(`http://${String(balancer.vip_address)}:${free}/`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("server")).toBe("elb");

    await page.goto(`${product.url}/load-balancers/${balancer.id}/listeners`);
    const row = page.getByRole("row", { name: /listener-taken/ });
    await expect(row.getByText("Refused")).toBeVisible();
    await expect(page.getByText(/already in use/).first()).toBeVisible();
    await expect(page.getByRole("row", { name: /listener-free/ }).getByText("In effect")).toBeVisible();

    await new Promise((done) => squatter.close(done));
    await until(
      "the engine took the port once it was free",
      15_000,
      async () => (await status(refused.id)).provisioning_status === "ACTIVE",
    );
    await expect(row.getByText("In effect")).toBeVisible({ timeout: 15_000 });
  } finally {
    squatter.close();
  }
});

test("the API refuses the same rules with 400 and names the field", async ({ product }) => {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const subnet = subnets.subnets[0]?.id;
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnet,
    name: "elb-api-input",
  });
  const refusals: [string, object, RegExp][] = [
    [
      "lbaas/loadbalancers",
      { loadbalancer: { vip_subnet_id: subnet, vip_address: "192.168.0.2" } },
      /vip_address|127\.10/,
    ],
    ["lbaas/loadbalancers", { loadbalancer: { name: "no subnet" } }, /VIP must contain one of/],
    ["lbaas/loadbalancers", { loadbalancer: { vip_subnet_id: subnet, name: "x".repeat(256) } }, /name/],
    [
      "lbaas/listeners",
      { listener: { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 0 } },
      /protocol_port/,
    ],
    ["lbaas/listeners", { listener: { loadbalancer_id: balancer.id, protocol: "FTP", protocol_port: 80 } }, /protocol/],
    [
      "lbaas/pools",
      { pool: { loadbalancer_id: balancer.id, protocol: "HTTP", lb_algorithm: "FASTEST" } },
      /lb_algorithm/,
    ],
  ];
  for (const [path, body, message] of refusals) {
    const answer = await product.api("POST", `/api/v2.0/${path}`, body);
    expect(answer.status, JSON.stringify(body)).toBe(400);
    expect((answer.body as { faultstring: string }).faultstring).toMatch(message);
  }
  const twice = { listener: { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: await freePort() } };
  expect((await product.api("POST", "/api/v2.0/lbaas/listeners", twice)).status).toBe(201);
  expect((await product.api("POST", "/api/v2.0/lbaas/listeners", twice)).status).toBe(409);
  const nobody = await fetch(`${product.url}/api/v2.0/lbaas/loadbalancers`);
  expect(nobody.status).toBe(401);
});
