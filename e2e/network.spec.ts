import { networkInterfaces } from "node:os";
import type { Locator, Page } from "@playwright/test";
import { create } from "./support/chain";
import { expect, test } from "./support/test";

/** TEST-NET-2 of RFC 5737: no host has it. */
const missing = "198.51.100.7";

function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row", { name: new RegExp(name.replaceAll(".", "\\.")) });
}

async function act(page: Page, name: string, action: RegExp): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("LB-05, LB-06: a VPC and a subnet in it, how full it is, and what is refused", async ({
  console: page,
  product,
}) => {
  const dialog = page.getByRole("dialog");
  const range = dialog.getByRole("textbox", { name: /^Address range/ });
  const name = dialog.getByRole("textbox", { name: /^Name/ });

  await test.step("a VPC", async () => {
    await page.goto(`${product.url}/network/vpcs`);
    await page.getByRole("button", { name: "Create VPC" }).first().click();
    await name.fill("vpc-lab");
    await range.fill("127.40.0.0");
    await dialog.getByRole("button", { name: "Create VPC" }).click();
    await expect(range).toHaveAttribute("aria-invalid", "true");
    await expect(dialog).toContainText("such as 192.168.0.0/24");
    await range.fill("127.40.0.0/16");
    await dialog.getByRole("button", { name: "Create VPC" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(page, "vpc-lab")).toContainText("0 subnets");
  });

  await test.step("a subnet, within the VPC and beside the others", async () => {
    await page.goto(`${product.url}/network/subnets`);
    await page.getByRole("button", { name: "Create subnet" }).first().click();
    await dialog.getByRole("combobox").click();
    await page.getByRole("option", { name: "vpc-lab (127.40.0.0/16)" }).click();
    await name.fill("subnet-lab");
    await range.fill("127.41.0.0/24");
    await dialog.getByRole("button", { name: "Create subnet" }).click();
    await expect(dialog).toContainText("Use a range within 127.40.0.0/16.");
    await expect(name).toHaveValue("subnet-lab");
    await range.fill("127.40.1.0/29");
    await dialog.getByRole("button", { name: "Create subnet" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(page, "subnet-lab")).toContainText("0 of 5");
    await page.getByRole("button", { name: "Create subnet" }).first().click();
    await dialog.getByRole("combobox").click();
    await page.getByRole("option", { name: /vpc-lab/ }).click();
    await name.fill("subnet-other");
    await range.fill("127.40.1.4/30");
    await dialog.getByRole("button", { name: "Create subnet" }).click();
    await expect(dialog).toContainText("overlaps with subnet-lab (127.40.1.0/29)");
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: "Discard" })
      .click({ timeout: 2_000 })
      .catch(() => undefined);
  });

  await test.step("its addresses are counted, and then it stays", async () => {
    const { body } = await product.api("GET", "/api/v2.0/subnets");
    const subnet = (body as { subnets: { id: string; name: string }[] }).subnets.find(
      (each) => each.name === "subnet-lab",
    );
    const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", { vip_subnet_id: subnet?.id });
    expect(balancer.vip_address).toBe("127.40.1.2");
    await page.goto(`${product.url}/network/subnets`);
    await expect(rowOf(page, "subnet-lab")).toContainText("1 of 5");
    await act(page, "subnet-lab", /^Delete/);
    await dialog.getByRole("button", { name: "Delete subnet" }).click();
    await expect(dialog).toContainText("1 load balancer has an address of this subnet");
    await dialog.getByRole("button", { name: "Keep subnet" }).click();
    expect((await product.api("DELETE", `/api/v2.0/lbaas/loadbalancers/${balancer.id}`)).status).toBe(204);
    await page.reload();
    await act(page, "subnet-lab", /^Delete/);
    await dialog.getByRole("button", { name: "Delete subnet" }).click();
    await expect(rowOf(page, "subnet-lab")).toHaveCount(0);
    await page.goto(`${product.url}/network/vpcs`);
    await act(page, "vpc-lab", /^Delete/);
    await dialog.getByRole("button", { name: "Delete VPC" }).click();
    await expect(rowOf(page, "vpc-lab")).toHaveCount(0);
  });
});

test("an address of the host goes into the pool; one that it lacks comes with the command that adds it", async ({
  console: page,
  product,
}) => {
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family }) => family === "IPv4")
    .toSorted((a, b) => Number(a.internal) - Number(b.internal))[0];
  const address = own?.address ?? "";
  const dialog = page.getByRole("dialog");
  const host = page.getByRole("region", { name: "Addresses of this host" });
  const pool = page.getByRole("region", { name: "Elastic IP pool" });
  await page.goto(`${product.url}/network/eips`);

  await test.step("import", async () => {
    const line = host.getByRole("listitem").filter({ hasText: `${address}/` });
    await line.getByRole("button", { name: "Into the pool" }).click();
    await expect(line).toContainText("in the pool");
    await expect(pool.getByRole("listitem").filter({ hasText: `${address}/32` })).toContainText("0 of 1");
  });

  await test.step("adding missing addresses is off, and is switched on and off", async () => {
    const adds = host.getByRole("switch", { name: "Add addresses that this host lacks" });
    await expect(adds).not.toBeChecked();
    const settings = async () => (await product.api("GET", "/api/v2.0/host-address-settings")).body;
    for (const on of [true, false]) {
      await adds.click();
      await expect(
        page.getByText(on ? "Missing addresses are added" : "No addresses are added any more"),
      ).toBeVisible();
      await expect.poll(settings).toEqual({ host_address_settings: { add_missing: on } });
    }
  });

  await test.step("an elastic IP of it", async () => {
    await page.getByRole("button", { name: "Create elastic IP" }).first().click();
    await dialog.getByRole("textbox", { name: /^Address/ }).fill(address);
    await dialog.getByRole("button", { name: "Create elastic IP" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(page, address)).toContainText("not bound");
    await expect(rowOf(page, address)).not.toContainText("not on this host");
  });

  await test.step("a range that the host lacks", async () => {
    await pool.getByRole("button", { name: "Add range" }).click();
    await dialog.getByRole("textbox", { name: /^Address range/ }).fill(`${missing}/32`);
    await dialog.getByRole("button", { name: "Add range" }).click();
    await expect(dialog.getByText(new RegExp(`sudo ip addr add ${missing}/32 dev `))).toBeVisible();
    await dialog.getByRole("checkbox", { name: /Add it all the same/ }).click();
    await dialog.getByRole("button", { name: "Add range" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(pool.getByRole("listitem").filter({ hasText: `${missing}/32` })).toBeVisible();
  });

  await test.step("bound, it serves nobody and says what helps", async () => {
    const { body } = await product.api("GET", "/api/v2.0/subnets");
    const subnetId = (body as { subnets: { id: string }[] }).subnets[0]?.id;
    const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
      vip_subnet_id: subnetId,
      name: "elb-missing",
    });
    const eip = await create(product, "floatingips", "floatingip", {
      floating_ip_address: missing,
      port_id: balancer.vip_port_id,
    });
    await page.reload();
    await expect(rowOf(page, missing).first()).toContainText("not on this host");
    await expect(page.getByText(new RegExp(`sudo ip addr add ${missing}/32 dev `))).toBeVisible();
    const port = { loadbalancer_id: balancer.id, protocol: "HTTP", protocol_port: 21_490 };
    const listener = await create(product, "lbaas/listeners", "listener", port);
    await page.goto(`${product.url}/load-balancers/${balancer.id}/listeners/${listener.id}`);
    await expect(page.getByText(new RegExp(`ip addr add ${missing}/32`)).first()).toBeVisible();
    expect((await product.api("DELETE", `/api/v2.0/lbaas/loadbalancers/${balancer.id}?cascade=true`)).status).toBe(204);
    expect((await product.api("DELETE", `/api/v2.0/floatingips/${eip.id}`)).status).toBe(204);
  });

  await test.step("ranges in use stay; empty ones go", async () => {
    await page.goto(`${product.url}/network/eips`);
    await pool.getByRole("button", { name: `Delete ${address}/32` }).click();
    await dialog.getByRole("button", { name: "Delete range" }).click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await dialog.getByRole("button", { name: "Keep range" }).click();
    await act(page, address, /^Delete/);
    await dialog.getByRole("button", { name: "Delete elastic IP" }).click();
    await expect(rowOf(page, address)).toHaveCount(0);
    for (const range of [`${address}/32`, `${missing}/32`]) {
      await pool.getByRole("button", { name: `Delete ${range}` }).click();
      await dialog.getByRole("button", { name: "Delete range" }).click();
      await expect(pool.getByText(range)).toHaveCount(0);
    }
  });
});
