import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { type Backend, startBackend } from "./support/backend";
import { create, createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

/** An HTTP server that begins an answer of ten bytes and ends it when told to. */
async function startSlowBackend() {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nfirst"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    finish: () => [...open].map((socket) => socket.write("later")),
    stop() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** A client that keeps its connection open; `received` is all that came so far. */
function openClient(host: string, port: number) {
  const client = { received: "", closed: false, ask: () => undefined as void, end: () => undefined as void };
  const socket = connect(port, host);
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => (client.received += text));
  socket.on("error", () => undefined);
  socket.on("close", () => (client.closed = true));
  client.ask = () => void socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  client.end = () => void socket.destroy();
  return client;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, host, () => done(true));
    socket.on("error", () => done(false));
    socket.on("connect", () => socket.destroy());
  });
}

test("PG-11, PG-08, LS-14: a listener moves to another group under open connections, and is deleted last", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const slow = await startSlowBackend();
  const fresh: Backend = await startBackend("fresh");
  const port = await freePort();
  const chain = await createChain(product, port, [{ address: "127.0.0.1", port: slow.port }]);
  const client = openClient(chain.vipAddress, port);
  try {
    const group = await create(product, "lbaas/pools", "pool", {
      loadbalancer_id: chain.loadBalancerId,
      protocol: "HTTP",
      lb_algorithm: "ROUND_ROBIN",
      name: "group-fresh",
    });
    await create(product, `lbaas/pools/${group.id}/members`, "member", {
      address: fresh.address,
      protocol_port: fresh.port,
    });
    await create(product, "lbaas/l7policies", "l7policy", {
      listener_id: chain.listenerId,
      action: "REDIRECT_TO_POOL",
      redirect_pool_id: group.id,
      name: "to-fresh",
      rules: [{ type: "PATH", compare_type: "EQUAL_TO", value: "/fresh" }],
    });
    const listenerPage = `${product.url}/load-balancers/${chain.loadBalancerId}/listeners/${chain.listenerId}`;

    await test.step("moved while an answer is half way: it arrives whole, the next request goes to the new group", async () => {
      client.ask();
      await until("half of the answer is there", 5000, () => client.received.endsWith("first"));
      await page.goto(listenerPage);
      await page.getByRole("combobox", { name: /^Default (server )?group/ }).click();
      await page.getByRole("option", { name: "group-fresh" }).click();
      await page.getByRole("button", { name: "Save" }).first().click();
      await until("new connections go to the new group", 10_000, async () => {
        // What came before the change in effect waits at the slow server for an end.
        const answer = await fetch(chain.url, { signal: AbortSignal.timeout(500) });
        return (await answer.text()) === "fresh";
      });
      slow.finish();
      await until("the rest arrives", 5000, () => client.received.endsWith("firstlater"));
      expect(client.closed).toBe(false);
      client.ask();
      await until("the same connection is served by the new group", 5000, () => client.received.endsWith("fresh"));
      expect(client.closed).toBe(false);
    });

    await test.step("the new group is not deleted: its listener, its policy and its servers are listed", async () => {
      await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}/groups/${group.id}`);
      const users = page.getByRole("region", { name: "Used by" });
      await expect(users.getByRole("link", { name: "to-fresh" })).toBeVisible();
      await page
        .getByRole("button", { name: /More actions|Actions/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /^Delete/ }).click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByText(/another default group, or delete it/)).toBeVisible();
      await expect(dialog.getByText(/Give the policy to-fresh another group/)).toBeVisible();
      await expect(dialog.getByText("Remove its server")).toBeVisible();
      await expect(dialog.getByRole("button", { name: "Delete group" })).toBeDisabled();
      await dialog.getByRole("link", { name: "to-fresh" }).click();
      await expect(page).toHaveURL(listenerPage);
    });

    await test.step("the listener goes with its policy, its group and that group's server, once each is agreed to", async () => {
      await page
        .getByRole("button", { name: /More actions|Actions/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /^Delete/ }).click();
      const dialog = page.getByRole("dialog");
      const confirm = dialog.getByRole("button", { name: "Delete listener" });
      await expect(dialog.getByText("1 forwarding policy")).toBeVisible();
      await dialog.getByRole("textbox").fill(chain.listenerId.slice(0, 8));
      await expect(confirm).toBeDisabled();
      await dialog.getByRole("checkbox").click();
      await confirm.click();
      await expect(dialog).toBeHidden();
      expect((await product.api("GET", `/api/v2.0/lbaas/listeners/${chain.listenerId}`)).status).toBe(404);
      expect((await product.api("GET", `/api/v2.0/lbaas/pools/${group.id}`)).status).toBe(404);
      expect((await product.api("GET", `/api/v2.0/lbaas/pools/${chain.poolId}`)).status).toBe(200);
      await until("its port is closed", 10_000, async () => !(await answers(chain.vipAddress, port)));
    });
  } finally {
    client.end();
    slow.stop();
    await fresh.stop();
  }
});
