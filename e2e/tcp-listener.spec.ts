import { createHash, randomBytes } from "node:crypto";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Page } from "@playwright/test";
import { createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

/** A TCP server that gives back what came once the client has ended its side. */
async function startServer() {
  const sockets = new Set<Socket>();
  let peer: string | undefined;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const parts: Buffer[] = [];
    peer = socket.remoteAddress;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => parts.push(bytes));
    socket.on("end", () => {
      socket.end(Buffer.concat(parts));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    lastPeer: () => peer,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** What comes back for these bytes and the end of our side; `reset` when the connection is broken off. */
function exchange(host: string, port: number, bytes: Buffer, localAddress?: string): Promise<Buffer | "reset"> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    const socket = connect({ host, port, localAddress, allowHalfOpen: true }, () => socket.end(bytes));
    socket.on("data", (part) => parts.push(part));
    socket.on("end", () => done(Buffer.concat(parts)));
    socket.on("error", () => done("reset"));
  });
}

function hash(bytes: Buffer | "reset"): string {
  return bytes === "reset" ? bytes : createHash("sha256").update(bytes).digest("hex");
}

/** The wizard for a TCP listener; `taken` is a port that an HTTP listener has. */
async function addTcpListener(page: Page, taken: number, port: number, server: number): Promise<void> {
  await page.getByRole("link", { name: "Add listener" }).first().click();
  await page.getByRole("radio", { name: "TCP", exact: true }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("listener-tcp");
  await expect(page.getByText(`Taken: HTTP ${taken}`)).toBeVisible();
  await page.getByLabel("Port", { exact: true }).fill(String(taken));
  await page.getByRole("button", { name: /^Next/ }).click();
  await expect(page.getByText(/Only UDP shares a port with other protocols/).first()).toBeVisible();
  await page.getByLabel("Port", { exact: true }).fill(String(port));
  await page.getByRole("button", { name: /^Next/ }).click();
  await expect(page.getByRole("textbox", { name: "Backend protocol" })).toHaveValue("TCP");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("server_group-tcp");
  const address = page.getByLabel("Address of server 1");
  if (!(await address.isVisible())) await page.getByRole("button", { name: "Add server" }).click();
  await address.fill("127.0.0.1");
  await page.getByLabel("Port of server 1", { exact: true }).fill(String(server));
  await page.getByRole("button", { name: /^Next/ }).click();
  await expect(page.getByRole("radio", { name: "TCP", exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Finish", exact: true }).click();
  await expect(page.getByRole("link", { name: "listener-tcp" }).first()).toBeVisible();
}

test("LS-01..LS-04: a TCP listener made in the browser relays bytes", async ({ console: page, product }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const [taken, port] = [await freePort(), await freePort()];
  try {
    const chain = await createChain(product, taken, []);
    await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/listeners`);
    await addTcpListener(page, taken, port, server.port);

    await test.step("relays every byte both ways, and each direction ends by itself", async () => {
      const bytes = randomBytes(3_000_001);
      await until("bytes come back", 10_000, async () => {
        const answer = await exchange(chain.vipAddress, port, Buffer.from("ping"));
        return answer !== "reset" && answer.toString() === "ping";
      });
      expect(hash(await exchange(chain.vipAddress, port, bytes))).toBe(hash(bytes));
    });

    await test.step("servers see an address of the pool, which is set with its firewall lines", async () => {
      await page.goto(`${product.url}/network/source-addresses`);
      await page.getByRole("button", { name: "Edit" }).click();
      const field = page.getByRole("textbox", { name: /^Addresses/ });
      await field.fill("192.0.2.77");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText(/This host does not have this address/)).toBeVisible();
      await field.fill("127.0.0.77");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("textbox", { name: /^Ports of the servers/ }).fill(String(server.port));
      const line = `sudo iptables -I INPUT -s 127.0.0.77 -p tcp --dport ${server.port} -j ACCEPT`;
      await expect(page.getByText(line)).toBeVisible();
      await until("the server sees the address", 10_000, async () => {
        await exchange(chain.vipAddress, port, Buffer.from("ping"));
        return server.lastPeer() === "127.0.0.77";
      });
    });

    await test.step("a whitelist and the PROXY protocol of a trusted peer", async () => {
      await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/listeners`);
      await page.getByRole("link", { name: "listener-tcp" }).first().click();
      await page.getByRole("switch", { name: "Only let listed addresses in" }).click();
      await page.getByRole("textbox", { name: /^Whitelist/ }).fill("127.0.0.9");
      await page.getByRole("button", { name: "Save" }).click();
      await until("a stranger is reset", 10_000, async () => {
        return (await exchange(chain.vipAddress, port, Buffer.from("ping"), "127.0.0.8")) === "reset";
      });
      await page.getByRole("switch", { name: "Accept the PROXY protocol" }).click();
      await page.getByRole("textbox", { name: /^Trusted proxies/ }).fill("127.0.0.9");
      await page.getByRole("button", { name: "Save" }).click();
      const header = "PROXY TCP4 203.0.113.7 127.0.0.1 4711 80\r\n";
      await until("the header is taken off", 10_000, async () => {
        const answer = await exchange(chain.vipAddress, port, Buffer.from(`${header}ping`), "127.0.0.9");
        return answer !== "reset" && answer.toString() === "ping";
      });
      expect(await exchange(chain.vipAddress, port, Buffer.from("ping"), "127.0.0.9")).toBe("reset");
    });
  } finally {
    server.stop();
    await product.api("PUT", "/api/v2.0/source-addresses", { source_addresses: { addresses: [] } });
  }
});
