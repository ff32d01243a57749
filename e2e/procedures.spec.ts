import { startBackend } from "./support/backend";
import { create, createChain, get } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

async function reaches(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

test("LB-05, LB-06, LB-10: a public load balancer with its VPC and subnet made in place, a typed address and an EIP that exists", async ({
  console: page,
  product,
}) => {
  const eip = await create(product, "floatingips", "floatingip", { bandwidth: 7 });
  const eipAddress = eip.floating_ip_address as string;
  const dialog = page.getByRole("dialog");
  const range = dialog.getByRole("textbox", { name: /^Address range/ });
  await page.goto(`${product.url}/load-balancers/create`);

  await test.step("VPC and subnet in place", async () => {
    await page.getByRole("radio", { name: /Public/ }).click();
    await page.getByRole("button", { name: "Create VPC" }).click();
    await dialog.getByRole("textbox", { name: /^Name/ }).fill("vpc-placed");
    await range.fill("127.44.0.0/16");
    await dialog.getByRole("button", { name: "Create VPC" }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole("button", { name: "Create subnet" }).click();
    await dialog.getByRole("textbox", { name: /^Name/ }).fill("subnet-placed");
    await range.fill("127.44.1.0/24");
    await dialog.getByRole("button", { name: "Create subnet" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("A free address within 127.44.1.0/24")).toHaveCount(1);
  });

  await test.step("a typed address, the EIP, and the page that confirms", async () => {
    await page.getByRole("checkbox", { name: /Assign an IPv4 address automatically/ }).click();
    await page.getByRole("textbox", { name: /^IPv4 address/ }).fill("127.44.1.9");
    await page.getByRole("radio", { name: /Use existing/ }).click();
    await page.getByRole("combobox", { name: /^Existing elastic IP/ }).click();
    await page.getByRole("option", { name: new RegExp(eipAddress.replaceAll(".", "\\.")) }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("elb-placed");
    await page.getByRole("button", { name: "Review configuration" }).click();
    for (const text of ["elb-placed", "127.44.1.9", eipAddress])
      await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "elb-placed" })).toBeVisible();
  });

  const id = new URL(page.url()).pathname.split("/")[2] ?? "";
  const made = await get(product, `lbaas/loadbalancers/${id}`, "loadbalancer");
  expect(made.vip_address).toBe("127.44.1.9");
  const bound = await get(product, `floatingips/${eip.id}`, "floatingip");
  expect([bound.port_id, bound.fixed_ip_address]).toEqual([made.vip_port_id, "127.44.1.9"]);

  await test.step("the same through the API; an address in use and one of another subnet are refused with why", async () => {
    const post = (body: object) => product.api("POST", "/api/v2.0/lbaas/loadbalancers", { loadbalancer: body });
    const subnet = { vip_subnet_id: made.vip_subnet_id };
    const used = await post({ ...subnet, vip_address: "127.44.1.9" });
    expect([used.status, JSON.stringify(used.body)]).toEqual([400, expect.stringContaining("127.44.1.9")]);
    const elsewhere = await post({ ...subnet, vip_address: "127.45.1.9" });
    expect([elsewhere.status, JSON.stringify(elsewhere.body)]).toEqual([400, expect.stringContaining("127.44.1.0/24")]);
    const other = await create(product, "lbaas/loadbalancers", "loadbalancer", {
      ...subnet,
      vip_address: "127.44.1.10",
    });
    const second = await create(product, "floatingips", "floatingip", { bandwidth: 7, port_id: other.vip_port_id });
    expect(second.fixed_ip_address).toBe("127.44.1.10");
    for (const one of [id, other.id])
      expect((await product.api("DELETE", `/api/v2.0/lbaas/loadbalancers/${one}`)).status).toBe(204);
    // LB-15: the EIPs stay.
    for (const one of [eip.id, second.id]) {
      expect((await get(product, `floatingips/${one}`, "floatingip")).port_id).toBeNull();
      expect((await product.api("DELETE", `/api/v2.0/floatingips/${one}`)).status).toBe(204);
    }
    expect((await product.api("DELETE", `/api/v2.0/subnets/${String(made.vip_subnet_id)}`)).status).toBe(204);
  });
});

test("PG-07, PG-08, HC-06, LS-13: a group is added, changed and deleted; a check is configured; a listener is switched off and on", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const backend = await startBackend("steady");
  const chain = await createChain(product, await freePort(), [{ address: "127.0.0.1", port: backend.port }]);
  const home = `${product.url}/load-balancers/${chain.loadBalancerId}`;
  const dialog = page.getByRole("dialog");
  try {
    await test.step("a group with persistence is added", async () => {
      await page.goto(`${home}/groups/create`);
      await page.getByRole("textbox", { name: "Name", exact: true }).fill("group-spare");
      await page.getByRole("switch", { name: /^Session persistence/ }).click();
      await page.getByRole("textbox", { name: /^Persistence time/ }).fill("1441");
      await page.getByRole("button", { name: "Add server group" }).click();
      await expect(page.getByRole("textbox", { name: /^Persistence time/ })).toHaveAttribute("aria-invalid", "true");
      await page.getByRole("textbox", { name: /^Persistence time/ }).fill("30");
      await page.getByRole("button", { name: "Add server group" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "group-spare" })).toBeVisible();
    });
    const groupId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const pool = () => get(product, `lbaas/pools/${groupId}`, "pool");
    expect((await pool()).session_persistence).toMatchObject({ type: "HTTP_COOKIE", persistence_timeout: 1800 });

    await test.step("another algorithm says that persistence ends, and ends it", async () => {
      const distribution = page.getByRole("region", { name: "Distribution" });
      await distribution.getByRole("button", { name: "Edit" }).click();
      await dialog.getByRole("radio", { name: /^Weighted least connections/ }).click();
      await expect(dialog.getByText("Session persistence ends when this is saved")).toBeVisible();
      await expect(dialog.getByRole("switch", { name: /^Session persistence/ })).toBeDisabled();
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog).toHaveCount(0);
      await expect.poll(pool).toMatchObject({ lb_algorithm: "LEAST_CONNECTIONS", session_persistence: null });
    });

    await test.step("the API refuses what does not go together, and takes what does", async () => {
      const put = (change: object) => product.api("PUT", `/api/v2.0/lbaas/pools/${groupId}`, { pool: change });
      const sessions = { type: "HTTP_COOKIE", persistence_timeout: 1800 };
      const refused = await put({ session_persistence: sessions });
      expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringMatching(/round robin/i)]);
      expect((await put({ lb_algorithm: "ROUND_ROBIN", session_persistence: sessions })).status).toBe(200);
      expect((await put({ session_persistence: { ...sessions, type: "SOURCE_IP" } })).status).toBe(400);
    });

    await test.step("a check: a timeout above the interval is kept, and shown as what it acts as (K-05)", async () => {
      await page.goto(`${home}/groups/${groupId}`);
      const card = page.getByRole("region", { name: "Health check" });
      await card.getByRole("button", { name: "Configure" }).click();
      const custom = dialog.getByRole("radio", { name: /^Custom settings/ });
      await custom.click();
      await dialog.getByRole("textbox", { name: /^Interval/ }).fill("51");
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog.getByRole("textbox", { name: /^Interval/ })).toHaveAttribute("aria-invalid", "true");
      await dialog.getByRole("textbox", { name: /^Interval/ }).fill("4");
      await dialog.getByRole("textbox", { name: /^Timeout/ }).fill("9");
      await expect(dialog.getByText("Longer than the interval: acts as 4 s")).toBeVisible();
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog).toHaveCount(0);
      await expect(card.getByText("acts as 4 s")).toBeVisible();
      const monitorId = String((await pool()).healthmonitor_id);
      expect(await get(product, `lbaas/healthmonitors/${monitorId}`, "healthmonitor")).toMatchObject({
        delay: 4,
        timeout: 9,
      });
    });

    await test.step("the group goes, from the list", async () => {
      await page.goto(`${home}/groups`);
      await page.getByRole("button", { name: "Actions for group-spare", exact: true }).click();
      await page.getByRole("menuitem", { name: /^Delete/ }).click();
      await dialog.or(page.getByRole("alertdialog")).getByRole("button", { name: "Delete group" }).click();
      const status = async () => (await product.api("GET", `/api/v2.0/lbaas/pools/${groupId}`)).status;
      await expect.poll(status).toBe(404);
      await expect(page.getByRole("link", { name: "group-spare" })).toHaveCount(0);
    });

    await test.step("a listener is switched off: its port is closed; switched on it answers again", async () => {
      expect(await reaches(chain.url)).toBe(true);
      await page.goto(`${home}/listeners/${chain.listenerId}`);
      await page.getByRole("button", { name: "Disable", exact: true }).click();
      await page.getByRole("button", { name: "Disable listener" }).click();
      await until("the port is closed", 10_000, async () => !(await reaches(chain.url)));
      await page.getByRole("button", { name: "Enable", exact: true }).click();
      await until("it answers again", 10_000, () => reaches(chain.url));
      const put = (up: boolean) =>
        product.api("PUT", `/api/v2.0/lbaas/listeners/${chain.listenerId}`, { listener: { admin_state_up: up } });
      expect((await put(false)).status).toBe(200);
      await until("the port is closed by the API", 10_000, async () => !(await reaches(chain.url)));
      expect((await put(true)).status).toBe(200);
      await until("it answers again", 10_000, () => reaches(chain.url));
    });
  } finally {
    await backend.stop();
  }
});
