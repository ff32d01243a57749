import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { OpenSsl } from "../lib/pki/testing/openssl";
import { startBackend } from "./support/backend";
import { create, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

/** The guide's commands (3.8.2), with SHA-256 but for `old` (L7-02, K-21). */
function makeCertificates(ssl: OpenSsl, address: string): void {
  const request = (name: string, commonName: string) => {
    ssl.run(`genrsa -out ${name}.key 2048`);
    ssl.run(`req -out ${name}.csr -key ${name}.key -new -subj`, `/C=CN/O=ELB/CN=${commonName}`);
  };
  request("ca", "ca.example.com");
  ssl.run("x509 -req -in ca.csr -out ca.crt -sha256 -days 5000 -signkey ca.key");
  for (const [name, commonName, hash] of [
    ["server", address, "-sha256"],
    ["client", "client", "-sha256"],
    ["old", "old", "-sha1"],
  ] as const) {
    request(name, commonName);
    ssl.run(`x509 -req -in ${name}.csr -out ${name}.crt ${hash} -CAcreateserial -days 5000 -CA ca.crt -CAkey ca.key`);
  }
  ssl.run("pkcs12 -export -clcerts -in client.crt -inkey client.key -out client.p12 -passout pass:secret");
}

async function add(page: Page, name: string, fill: (dialog: Locator) => Promise<void>): Promise<Locator> {
  await page.getByRole("button", { name: "Add certificate" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await fill(dialog);
  await dialog.getByRole("button", { name: "Add certificate" }).click();
  return dialog;
}

test("3.8.2: certificates made by openssl, a listener that asks clients for theirs, and a client that has one", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const ssl = new OpenSsl();
  const backend = await startBackend("for friends", "127.0.49.1");
  const file = (name: string) => join(ssl.directory, name);
  try {
    const chain = await createChain(product, await freePort(), [backend]);
    makeCertificates(ssl, chain.vipAddress);

    await test.step("the server certificate is pasted, the CA certificate uploaded", async () => {
      await page.goto(`${product.url}/certificates`);
      const signedBySha1 = await add(page, "cert-old", async (dialog) => {
        await dialog.getByRole("textbox", { name: "Certificate", exact: true }).fill(ssl.read("old.crt"));
        await dialog.getByRole("textbox", { name: "Private key", exact: true }).fill(ssl.read("old.key"));
      });
      await expect(signedBySha1.getByText(/SHA-1/).first()).toBeVisible();
      await signedBySha1.getByRole("button", { name: "Cancel" }).click();
      await add(page, "cert-server", async (dialog) => {
        await dialog.getByRole("textbox", { name: "Certificate", exact: true }).fill(`${ssl.read("server.crt")}\n\n`);
        await dialog.getByRole("textbox", { name: "Private key", exact: true }).fill(ssl.read("server.key"));
      });
      await expect(page.getByRole("link", { name: "cert-server" })).toBeVisible();
      await add(page, "cert-ca", async (dialog) => {
        await dialog.getByRole("radio", { name: /^CA/ }).click();
        await dialog.locator('input[type="file"]').first().setInputFiles(file("ca.crt"));
        await expect(dialog.getByRole("textbox", { name: "Certificate", exact: true })).toHaveValue(/BEGIN CERT/);
      });
      await expect(page.getByRole("link", { name: "cert-ca" })).toBeVisible();
    });

    const port = await freePort();
    await test.step("an HTTPS listener has both, and client authentication is required", async () => {
      const listed = (await product.api("GET", "/api/v2.0/lbaas/certificates")).body;
      const { certificates } = listed as { certificates: { id: string; name: string }[] };
      const idOf = (name: string) => certificates.find((one) => one.name === name)?.id;
      const listener = await create(product, "lbaas/listeners", "listener", {
        name: "friends",
        loadbalancer_id: chain.loadBalancerId,
        protocol: "TERMINATED_HTTPS",
        protocol_port: port,
        default_pool_id: chain.poolId,
        default_tls_container_ref: idOf("cert-server"),
      });
      await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/listeners/${listener.id}`);
      for (const [label, option] of [
        ["Client authentication", /^Required/],
        ["CA certificate", /^cert-ca/],
      ] as const) {
        await page.getByRole("combobox", { name: label }).click();
        await page.getByRole("option", { name: option }).click();
      }
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("friends saved")).toBeVisible();
    });

    await test.step("curl is let in with the client's certificate alone", async () => {
      const url = `https://${chain.vipAddress}:${port}/`;
      const curl = async (...more: string[]) =>
        (await promisify(execFile)("curl", ["-s", "-k", "--http1.1", "--max-time", "5", ...more, url, "-I"])).stdout;
      await until("strangers are refused", 15_000, () =>
        curl().then(
          () => false,
          () => true,
        ),
      );
      expect(await curl("--cert", file("client.crt"), "--key", file("client.key"))).toContain("HTTP/1.1 200 OK");
      const p12 = ["--cert-type", "P12", "--cert", `${file("client.p12")}:secret`];
      expect(await curl(...p12)).toContain("HTTP/1.1 200 OK");
      ssl.selfSigned("stranger", "/CN=stranger");
      await expect(curl("--cert", file("stranger.crt"), "--key", file("stranger.key"))).rejects.toThrow();
    });
  } finally {
    await backend.stop();
  }
});
