import { createHmac } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { OpenSsl } from "../lib/pki/testing/openssl";
import { startHook, startMailServer } from "./support/receivers";
import { expect, test } from "./support/test";
import { until } from "./support/until";

async function choose(page: Page, where: Page | Locator, label: string, option: RegExp): Promise<void> {
  await where.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

const field = (where: Page | Locator, name: string) => where.getByRole("textbox", { name });

test("8.2: an alarm rule is created, told by mail and webhook when it fires and recovers, modified, disabled, deleted", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const hook = await startHook();
  const mail = await startMailServer();
  const ssl = new OpenSsl();
  ssl.run("req -x509 -newkey rsa:2048 -nodes -keyout soon.key -out soon.crt -days 10 -subj /CN=soon.example.com");
  ssl.selfSigned("later", "/CN=soon.example.com");
  const material = (name: string) => ({
    certificate: ssl.read(`${name}.crt`),
    private_key: ssl.read(`${name}.key`),
  });
  const made = await product.api("POST", "/api/v2.0/lbaas/certificates", { name: "cert-soon", ...material("soon") });
  expect(made.status).toBe(201);
  const certificateId = (made.body as { id: string }).id;
  const told = (event: string) =>
    hook.posted.find(({ body }) => (JSON.parse(body) as { event: string }).event === event);
  const mailed = (subject: RegExp) => mail.mails.find(({ text }) => subject.test(text));
  try {
    await test.step("messages may go to this host once an administrator lets them", async () => {
      await page.goto(`${product.url}/alarms/targets`);
      const local = page.getByRole("switch", { name: /Allow addresses of this host/ });
      await local.click();
      await expect(local).toBeChecked();
      await expect(page.getByText("Such addresses are allowed now")).toBeVisible();
    });

    await test.step("8.2.1: a rule on a certificate, and on the way whom to tell", async () => {
      await page.goto(`${product.url}/alarms`);
      await page.getByRole("link", { name: "Create alarm rule" }).first().click();
      await expect(page).toHaveURL(/\/alarms\/create/);
      await field(page, "Name").fill("alarm-cert");
      await choose(page, page, "Watches", /^Certificate expiry/);
      await choose(page, page, "Watched object", /^cert-soon/);
      await field(page, "Threshold").fill("30");
      await expect(page.getByText(/Fires when the time until a certificate expires is <= 30 d, once\./)).toBeVisible();

      await page.getByRole("button", { name: "Create notification target" }).click();
      const dialog = page.getByRole("dialog");
      await choose(page, dialog, "Sent by", /^Webhook/);
      await field(dialog, "Name").fill("hook-ops");
      await field(dialog, "Webhook address").fill(hook.url);
      await dialog.getByLabel("Signing secret").fill("s3cret");
      await dialog.getByRole("button", { name: "Create notification target" }).click();
      await expect(dialog).toBeHidden();

      await page.getByRole("button", { name: "Create notification target" }).click();
      await choose(page, dialog, "Sent by", /^Mail/);
      await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("mail-ops");
      await field(dialog, "SMTP server").fill("127.0.0.1");
      await field(dialog, "Port").fill(String(mail.port));
      await choose(page, dialog, "Encryption", /^None/);
      await field(dialog, "From").fill("elb@example.com");
      await dialog.getByRole("textbox", { name: "To", exact: true }).fill("ops@example.com");
      await dialog.getByRole("button", { name: "Create notification target" }).click();
      await expect(dialog).toBeHidden();
      // The dialog's form was sent, not the rule's.
      await expect(page).toHaveURL(/\/alarms\/create/);
      await expect(page.getByRole("checkbox", { name: /hook-ops/ })).toBeChecked();
      await expect(page.getByRole("checkbox", { name: /mail-ops/ })).toBeChecked();
      await page.getByRole("button", { name: "Create now" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "alarm-cert" })).toBeVisible();
    });
    const rulePage = page.url();
    const history = page.getByRole("table", { name: "History" });

    await test.step("it fires: shown on its page, told by mail and by a signed webhook", async () => {
      await expect(
        page.getByRole("region", { name: "Watched objects" }).getByText("Alarm", { exact: true }),
      ).toBeVisible({
        timeout: 40_000,
      });
      await until(
        "both are told",
        30_000,
        () => told("alarm.fired") !== undefined && mailed(/^Subject: .*alarm-cert/m) !== undefined,
      );
      const { headers, body } = told("alarm.fired") ?? { headers: {}, body: "" };
      const signed = createHmac("sha256", "s3cret").update(`${String(headers["x-evenkeel-timestamp"])}.${body}`);
      expect(headers["x-evenkeel-signature"]).toBe(`sha256=${signed.digest("hex")}`);
      expect(JSON.parse(body)).toMatchObject({
        rule: { name: "alarm-cert", source: "certificateExpiry", threshold: 30, level: "major" },
        objects: [{ type: "certificate", id: certificateId, name: "cert-soon" }],
      });
      expect(mailed(/alarm-cert/)).toMatchObject({ from: "elb@example.com", to: ["ops@example.com"] });
      await page.goto(`${product.url}/alarms/firing`);
      await expect(page.getByRole("row", { name: /cert-soon/ })).toContainText("alarm-cert");
    });

    await test.step("it recovers when the certificate is replaced, and that is told, too", async () => {
      const path = `/api/v2.0/lbaas/certificates/${certificateId}`;
      expect((await product.api("PUT", path, material("later"))).status).toBe(200);
      await expect(page.getByText("Nothing is firing")).toBeVisible({ timeout: 40_000 });
      await until(
        "both are told",
        30_000,
        () => told("alarm.recovered") !== undefined && mailed(/^Subject: \[Recovered\]/m) !== undefined,
      );
      await page.goto(rulePage);
      await expect(history.getByText("Fired", { exact: true })).toBeVisible();
      await expect(history.getByText("Recovered", { exact: true })).toBeVisible();
    });

    await test.step("8.2.2: modified from its page", async () => {
      await page.getByRole("link", { name: "Modify" }).click();
      await expect(page.getByRole("combobox", { name: "Watches" })).toBeDisabled();
      await field(page, "Threshold").fill("");
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.getByText(/number from/i).first()).toBeVisible();
      await field(page, "Threshold").fill("20");
      await choose(page, page, "Level", /^Critical/);
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page).toHaveURL(rulePage);
      await expect(page.getByText(/<= 20 d/).first()).toBeVisible();
      await expect(page.getByText("Critical", { exact: true }).first()).toBeVisible();
    });

    await test.step("disabled, enabled, deleted; its history stays", async () => {
      const confirm = page.getByRole("dialog");
      await page.getByRole("button", { name: "Disable" }).click();
      await confirm.getByRole("button", { name: "Disable alarm rule" }).click();
      await expect(page.getByRole("button", { name: "Enable" })).toBeVisible();
      await page.getByRole("button", { name: "Enable" }).click();
      await confirm.getByRole("button", { name: "Enable alarm rule" }).click();
      await expect(page.getByRole("button", { name: "Disable" })).toBeVisible();
      await page.getByRole("button", { name: "Delete…" }).click();
      await confirm.getByRole("button", { name: "Delete alarm rule" }).click();
      await expect(page.getByText("No alarm rules")).toBeVisible();
      await page.goto(`${product.url}/alarms/history`);
      await expect(page.getByRole("row", { name: /alarm-cert/ }).first()).toBeVisible();
    });
  } finally {
    hook.stop();
    mail.stop();
  }
});
