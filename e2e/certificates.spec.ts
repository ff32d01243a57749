import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import type { Locator, Page } from "@playwright/test";
import { OpenSsl } from "../lib/pki/testing/openssl";
import { startBackend } from "./support/backend";
import { create, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

function open(host: string, port: number): Promise<TLSSocket> {
  return new Promise((done, fail) => {
    const socket = connect({ host, port, rejectUnauthorized: false }, () => done(socket));
    socket.on("error", fail);
  });
}

async function shown(host: string, port: number): Promise<string> {
  const socket = await open(host, port).catch(() => null);
  const name = String(socket?.getPeerCertificate().subject.CN);
  socket?.destroy();
  return name;
}

/** One answer on an open connection. */
function ask(socket: TLSSocket): Promise<string> {
  return new Promise((done) => {
    socket.once("data", (bytes) => done(bytes.toString()));
    socket.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  });
}

async function addCertificate(page: Page, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Add certificate" }).first().click();
  const dialog = page.getByRole("dialog");
  await fill(dialog);
  await dialog.getByRole("button", { name: "Add certificate" }).click();
  await expect(dialog).toBeHidden();
}

const field = (dialog: Locator, name: string) => dialog.getByRole("textbox", { name, exact: true });
const upload = (dialog: Locator, of: number, file: string) =>
  dialog.locator('input[type="file"]').nth(of).setInputFiles(file);

test("6.1 to 6.3: certificates of any format are added, modified in every listener at once, kept while in use, deleted", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const ssl = new OpenSsl();
  const file = (name: string) => join(ssl.directory, name);
  const backend = await startBackend("behind tls", "127.0.51.1");
  const chain = await createChain(product, await freePort(), [backend]);
  const ports = [await freePort(), await freePort()];
  const list = `${product.url}/certificates`;
  const inList = (name: string) => page.getByRole("link", { name, exact: true });
  const untilShown = async (name: string) => {
    for (const port of ports)
      await until(`${name} is shown`, 15_000, async () => (await shown(chain.vipAddress, port)) === name);
  };
  try {
    ssl.selfSigned("root", "/CN=Root of Tests");
    ssl.signed("shop", "/CN=shop.example.com", "root", "subjectAltName=DNS:shop.example.com");
    ssl.signed("next", "/CN=next.example.com", "root", "subjectAltName=DNS:next.example.com,DNS:shop.example.com");
    ssl.run("pkcs12 -export -in shop.crt -inkey shop.key -certfile root.crt -out shop.pfx -passout pass:opensesame");
    ssl.run("x509 -in next.crt -outform der -out next.der");
    ssl.run("crl2pkcs7 -nocrl -certfile root.crt -out root.p7b");
    ssl.run("rsa -in next.key -aes256 -passout pass:locked -out locked.key");

    await test.step("6.2: a PFX file is converted once its password is given", async () => {
      await page.goto(list);
      await addCertificate(page, async (dialog) => {
        await field(dialog, "Name").fill("cert-shop");
        await dialog.getByLabel("Password", { exact: false }).fill("opensesame");
        await upload(dialog, 0, file("shop.pfx"));
        await expect(field(dialog, "Certificate")).toHaveValue(/BEGIN CERTIFICATE/);
        await expect(field(dialog, "Private key")).toHaveValue(/PRIVATE KEY/);
        await expect(dialog.getByLabel("Domain")).toHaveValue("shop.example.com");
      });
      await expect(inList("cert-shop")).toBeVisible();
    });

    await test.step("6.2: a P7B file of an authority is converted, and is a CA certificate", async () => {
      await addCertificate(page, async (dialog) => {
        await field(dialog, "Name").fill("cert-root");
        await dialog.getByRole("radio", { name: /^CA/ }).click();
        await upload(dialog, 0, file("root.p7b"));
        await expect(field(dialog, "Certificate")).toHaveValue(/BEGIN CERTIFICATE/);
      });
      await expect(inList("cert-root")).toBeVisible();
    });

    await test.step("6.3: keys that are encrypted, or another certificate's, are refused and nothing is lost", async () => {
      await page.getByRole("button", { name: "Add certificate" }).first().click();
      const dialog = page.getByRole("dialog");
      await field(dialog, "Name").fill("cert-next");
      await field(dialog, "Certificate").fill(ssl.read("next.crt"));
      await upload(dialog, 1, file("locked.key"));
      await dialog.getByRole("button", { name: "Add certificate" }).click();
      await expect(dialog.getByText(/encrypted/i).first()).toBeVisible();
      await field(dialog, "Private key").fill(ssl.read("shop.key"));
      await dialog.getByRole("button", { name: "Add certificate" }).click();
      await expect(dialog.getByText(/does not belong/i).first()).toBeVisible();
      await expect(field(dialog, "Name")).toHaveValue("cert-next");
      await dialog.getByRole("button", { name: "Cancel" }).click();
    });

    const { certificates } = (await product.api("GET", "/api/v2.0/lbaas/certificates")).body as {
      certificates: { id: string; name: string }[];
    };
    const shop = certificates.find(({ name }) => name === "cert-shop")?.id as string;
    for (const port of ports) {
      await create(product, "lbaas/listeners", "listener", {
        loadbalancer_id: chain.loadBalancerId,
        protocol: "TERMINATED_HTTPS",
        protocol_port: port,
        default_pool_id: chain.poolId,
        default_tls_container_ref: shop,
      });
    }
    await untilShown("shop.example.com");
    const kept = await open(chain.vipAddress, ports[0] as number);

    await test.step("6.3: modified by a DER file and its key, both listeners show it at once; what is open stays", async () => {
      await inList("cert-shop").click();
      await page.getByRole("button", { name: "Edit or replace…" }).click();
      const dialog = page.getByRole("dialog");
      await upload(dialog, 0, file("next.der"));
      await upload(dialog, 1, file("next.key"));
      await expect(dialog.getByRole("textbox", { name: /^Certificate/ })).toHaveValue(/BEGIN CERTIFICATE/);
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect(dialog).toBeHidden();
      await untilShown("next.example.com");
      expect(await ask(kept)).toContain("behind tls");
      kept.destroy();
    });

    await test.step("6.3: it stays while listeners use it, which are named; one that is unused goes", async () => {
      await page.getByRole("button", { name: "Delete…" }).click();
      const refusal = page.getByRole("dialog").or(page.getByRole("alertdialog"));
      await expect(refusal).toContainText("Listeners still use");
      await expect(refusal.getByRole("link")).toHaveCount(2);
      await page.keyboard.press("Escape");
      await page.goto(list);
      await inList("cert-root").click();
      await page.getByRole("button", { name: "Delete…" }).click();
      await page.getByRole("button", { name: "Delete certificate" }).click();
      await expect(page).toHaveURL(list);
      await expect(inList("cert-shop")).toBeVisible();
      await expect(inList("cert-root")).toHaveCount(0);
    });
  } finally {
    await backend.stop();
  }
});
