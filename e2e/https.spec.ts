import { connect } from "node:http2";
import { request } from "node:https";
import type { TLSSocket } from "node:tls";
import type { Locator, Page } from "@playwright/test";
import { startBackend } from "./support/backend";
import { createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

interface Answer {
  body: string;
  subject: string;
}

/** What a client that trusts nobody sees: the answer, and whose certificate was shown. */
function get(
  host: string,
  port: number,
  servername: string,
  client: { pfx?: Buffer; passphrase?: string } = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const options = { host, port, servername, rejectUnauthorized: false, agent: false, ...client };
    const asked = request(options, (answer) => {
      const { subject } = (answer.socket as TLSSocket).getPeerCertificate();
      let body = "";
      answer.on("data", (part) => (body += part)).on("end", () => done({ body, subject: String(subject.CN) }));
    });
    asked.on("error", fail).end();
  });
}

/** What a client of HTTP/2 gets. */
function getHttp2(host: string, port: number): Promise<string> {
  return new Promise((done, fail) => {
    const session = connect(`https://${host}:${port}`, { rejectUnauthorized: false });
    session.on("error", fail);
    const stream = session.request({ ":path": "/" });
    let body = "";
    stream.on("data", (part) => (body += part)).on("end", () => done(body));
    stream.on("error", fail).on("close", () => session.destroy());
    stream.end();
  });
}

async function make(page: Page, kind: string, name: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Make a test certificate" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: kind, exact: true }).click();
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await fill(dialog);
  await dialog.getByRole("button", { name: "Make certificate" }).click();
  // A key of 2048 bits takes its time on a busy machine.
  await expect(page.getByText(`${name} made`).first()).toBeVisible({ timeout: 30_000 });
}

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

test("3.8.2, 3.8.5, 6.3: certificates are made, an HTTPS listener shows them by name and asks for one", async ({
  console: page,
  product,
}) => {
  test.setTimeout(150_000);
  const backend = await startBackend("behind tls", "127.0.47.1");
  const chain = await createChain(product, await freePort(), []);
  const port = await freePort();
  try {
    await test.step("a CA and two server certificates are made, and a wrong key is refused on its field", async () => {
      await page.goto(`${product.url}/certificates`);
      await make(page, "CA", "try-ca", async () => {});
      await expect(page.getByRole("link", { name: "try-ca" })).toBeVisible();
      for (const name of ["a.example.com", "b.example.com"]) {
        await make(page, "Server certificate", name, (dialog) =>
          dialog.getByRole("textbox", { name: "Domains and addresses" }).fill(name),
        );
        await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
      }
      await page.getByRole("button", { name: "Add certificate" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "Certificate", exact: true }).fill("no certificate");
      await dialog.getByRole("textbox", { name: "Private key", exact: true }).fill("no key");
      await dialog.getByRole("button", { name: "Add certificate" }).click();
      await expect(dialog.getByText(/No private key can be read|No certificate can be read/).first()).toBeVisible();
      await dialog.getByRole("button", { name: "Cancel" }).click();
    });

    await test.step("the wizard makes an HTTPS listener with a default and an SNI certificate", async () => {
      await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/listeners/create`);
      await page.getByRole("radio", { name: "HTTPS" }).click();
      await page.getByLabel("Port", { exact: true }).fill(String(port));
      await choose(page, "Server certificate", /^a\.example\.com/);
      await page.getByRole("checkbox", { name: /b\.example\.com/ }).click();
      await page.getByRole("button", { name: /^Next/ }).click();
      const address = page.getByLabel("Address of server 1");
      if (!(await address.isVisible())) await page.getByRole("button", { name: "Add server" }).click();
      await address.fill("127.0.47.1");
      await page.getByLabel("Port of server 1").fill(String(backend.port));
      await page
        .getByRole("button", { name: /^Finish|^Create/ })
        .last()
        .click();
      await expect(page).toHaveURL(/\/listeners$/);
      await until("it answers", 15_000, () =>
        get(chain.vipAddress, port, "").then(
          ({ body }) => body.includes("behind tls"),
          () => false,
        ),
      );
      expect((await get(chain.vipAddress, port, "b.example.com")).subject).toBe("b.example.com");
      expect((await get(chain.vipAddress, port, "other.example.com")).subject).toBe("a.example.com");
    });

    await test.step("3.8.3: HTTP/2 is switched on, and clients that speak HTTP/1.1 alone still come in", async () => {
      await page
        .getByRole("link", { name: /^listener-/ })
        .first()
        .click();
      await page.getByRole("switch", { name: "HTTP/2" }).click();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText(`HTTPS ${port} · HTTP/2`)).toBeVisible();
      await until("it speaks HTTP/2", 15_000, () =>
        getHttp2(chain.vipAddress, port).then(
          (body) => body.includes("behind tls"),
          () => false,
        ),
      );
      expect((await get(chain.vipAddress, port, "")).body).toContain("behind tls");
    });

    await test.step("client authentication lets in whom the CA signed alone (L7-01)", async () => {
      await page.goto(`${product.url}/certificates`);
      let file: Buffer | undefined;
      await make(page, "Client certificate", "ann", (dialog) =>
        dialog.getByLabel("Password of the .p12 file").fill("secret"),
      );
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download .p12" }).click();
      for await (const part of await (await download).createReadStream()) {
        file = Buffer.concat([file ?? Buffer.alloc(0), part as Buffer]);
      }
      await page.getByRole("button", { name: "Done" }).click();
      await page
        .getByRole("link", { name: /^listener-/ })
        .first()
        .click();
      await choose(page, "Client authentication", /^Required/);
      await choose(page, "CA certificate", /^try-ca/);
      await page.getByRole("button", { name: "Save" }).click();
      await until("strangers are refused", 15_000, () =>
        get(chain.vipAddress, port, "").then(
          () => false,
          () => true,
        ),
      );
      const { body } = await get(chain.vipAddress, port, "", { pfx: file as Buffer, passphrase: "secret" });
      expect(body).toContain("behind tls");
    });

    await test.step("a certificate that is in use stays (CE-06)", async () => {
      await page.goto(`${product.url}/certificates`);
      await page.getByRole("link", { name: "b.example.com", exact: true }).click();
      await page.getByRole("button", { name: "Delete…" }).click();
      await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toContainText("Listeners still use");
    });
  } finally {
    await backend.stop();
  }
});
