import { readFileSync } from "node:fs";
import { create } from "./support/chain";
import { expect, test } from "./support/test";

test("AU-01..AU-04: events are found, opened field by field, seen as JSON, and exported", async ({
  console: page,
  product,
}) => {
  const { subnets } = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const subnet = subnets[0]?.id;
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnet,
    name: "audited",
  });
  await product.api("PUT", `/api/v2.0/lbaas/loadbalancers/${balancer.id}`, {
    loadbalancer: { description: "in front" },
  });
  await product.api("POST", "/api/v2.0/lbaas/loadbalancers", {
    loadbalancer: { vip_subnet_id: subnet, name: "<bad>" },
  });

  await test.step("filtered by object and event, both in the URL", async () => {
    await page.goto(`${product.url}/audit?f=resourceId%3D${balancer.id}`);
    await expect(page.getByRole("button", { name: "create loadbalancer", exact: true })).toBeVisible();
    await page.goto(`${product.url}/audit?f=resourceId%3D${balancer.id}&f=event%3Dupdate%20loadbalancer`);
    await expect(page.getByRole("heading", { name: /^Audit events/ })).toContainText("(1/");
  });

  await test.step("opened: what changed, from what to what", async () => {
    await page.getByRole("button", { name: "update loadbalancer", exact: true }).click();
    const changes = page.getByRole("table", { name: "Changes" });
    await expect(changes.getByRole("row", { name: /^description/ })).toContainText("in front");
  });

  await test.step("its structure as JSON", async () => {
    await page.getByRole("button", { name: "View event" }).click();
    const text = await page.getByLabel("Event structure", { exact: true }).textContent();
    expect(JSON.parse(text ?? "")).toMatchObject({
      trace_name: "update loadbalancer",
      resource_id: balancer.id,
      trace_rating: "normal",
      trace_type: "ApiCall",
    });
    await page.keyboard.press("Escape");
  });

  await test.step("the object is one click away", async () => {
    await page.getByRole("link", { name: "audited", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/load-balancers/${balancer.id}$`));
  });

  await test.step("a refusal is a warning that says why", async () => {
    await page.goto(`${product.url}/audit?f=rating%3Dwarning&f=resource%3D%3Cbad%3E`);
    await page.getByRole("button", { name: "create loadbalancer", exact: true }).click();
    await expect(page.getByText(/^Reason:/)).toBeVisible();
    await expect(page.getByRole("table", { name: "What was asked" })).toContainText("<bad>");
  });

  await test.step("another span", async () => {
    await page.goto(`${product.url}/audit`);
    await page.getByRole("combobox", { name: "Time range" }).click();
    await page.getByRole("option", { name: "Custom" }).click();
    await page.getByLabel("To", { exact: true }).fill("2020-01-01T00:00");
    await page.getByLabel("From", { exact: true }).fill("2019-12-31T00:00");
    await expect(page.getByText("No events")).toBeVisible();
    await page.getByRole("combobox", { name: "Time range" }).click();
    await page.getByRole("option", { name: "Last hour" }).click();
    await expect(page.getByRole("button", { name: "create loadbalancer", exact: true }).first()).toBeVisible();
  });

  await test.step("the chain of events holds", async () => {
    await page.getByRole("button", { name: "Verify" }).click();
    const dialog = page.getByRole("dialog", { name: "Have events been changed?" });
    await expect(dialog.getByText(/^\d+ events, unchanged and complete$/)).toBeVisible();
    await expect(dialog.getByText("Hash of the newest event")).toBeVisible();
    await dialog.getByRole("button", { name: "Close" }).last().click();
  });

  await test.step("the export is what the list shows", async () => {
    await page.goto(`${product.url}/audit?f=resourceId%3D${balancer.id}`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    const rows = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^\uFEFFtime,event,level,origin/);
    expect(rows[1]).toContain("update loadbalancer");
  });
});
