import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { create, createChain, get } from "./support/chain";
import { freePort, type Product } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

const block = Buffer.alloc(65_536, 0x61);

/** A member that answers each connection's first request without end. */
async function startSource() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const pour = () => {
      while (!socket.destroyed && socket.write(block)) {
        // Until its buffer is full.
      }
    };
    socket.on("error", () => undefined);
    socket.on("drain", pour);
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n");
      pour();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Downloads on so many connections at once until it is stopped. */
function download(host: string, port: number, connections: number) {
  let bytes = 0;
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(port, host, () => socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    socket.on("error", () => undefined);
    socket.on("data", (part) => {
      bytes += part.length;
    });
    return socket;
  });
  return {
    bytes: () => bytes,
    /** Mbit/s in two seconds from now. */
    async mbps(): Promise<number> {
      const [from, began] = [bytes, performance.now()];
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return ((bytes - from) * 8) / 1000 / (performance.now() - began);
    },
    stop() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Two seconds in a row that come to the setting within a tenth: before, the burst and the sockets are filled. */
function comesTo(setting: number, load: ReturnType<typeof download>): Promise<void> {
  return until(
    `${setting} Mbit/s within a tenth`,
    30_000,
    async () => Math.abs((await load.mbps()) / setting - 1) < 0.1,
  );
}

/** A listener of TCP beside the chain's of HTTP, to the same member. */
async function addTcpListener(product: Product, loadBalancerId: string, port: number, member: number): Promise<void> {
  const listener = await create(product, "lbaas/listeners", "listener", {
    loadbalancer_id: loadBalancerId,
    protocol: "TCP",
    protocol_port: port,
  });
  const pool = await create(product, "lbaas/pools", "pool", {
    listener_id: listener.id,
    protocol: "TCP",
    lb_algorithm: "ROUND_ROBIN",
  });
  const body = { address: "127.0.0.1", protocol_port: member, weight: 1 };
  await create(product, `lbaas/pools/${pool.id}/members`, "member", body);
  await until("the TCP listener is ACTIVE", 10_000, async () => {
    return (await get(product, `lbaas/listeners/${listener.id}`, "listener")).provisioning_status === "ACTIVE";
  });
}

test("LB-11: what an EIP lets through is its bandwidth, over one connection and over fifty, also when it is modified meanwhile", async ({
  console: page,
  product,
}) => {
  test.setTimeout(180_000);
  const source = await startSource();
  const [port, tcpPort] = [await freePort(), await freePort()];
  const chain = await createChain(product, port, [{ address: "127.0.0.1", port: source.port }]);
  await addTcpListener(product, chain.loadBalancerId, tcpPort, source.port);
  const eip = await create(product, "floatingips", "floatingip", { bandwidth: 8 });
  const address = String(eip.floating_ip_address);
  const balancer = await get(product, `lbaas/loadbalancers/${chain.loadBalancerId}`, "loadbalancer");
  const bound = await product.api("PUT", `/api/v2.0/floatingips/${eip.id}`, {
    floatingip: { port_id: balancer.vip_port_id },
  });
  expect(bound.status).toBe(200);
  const loads: ReturnType<typeof download>[] = [];
  const start = (host: string, at: number, connections: number) => {
    const load = download(host, at, connections);
    loads.push(load);
    return load;
  };
  try {
    await until("the EIP answers", 10_000, () => {
      const socket = connect(port, address);
      return new Promise((done) => {
        socket.on("error", () => done(false));
        socket.on("connect", () => {
          socket.destroy();
          done(true);
        });
      });
    });
    await page.goto(`${product.url}/load-balancers/${chain.loadBalancerId}`);
    const chart = page.getByRole("region", { name: "Bandwidth of the elastic IP" });
    await expect(chart).toContainText("Never used up");

    const one = start(address, port, 1);
    await comesTo(8, one);
    await expect(chart).toContainText(/Used up for \d+ s/);
    one.stop();

    // The private address has no limit: many times as much passes beside it.
    const inside = start(chain.vipAddress, port, 1);
    const fifty = start(address, tcpPort, 50);
    await comesTo(8, fifty);
    expect(inside.bytes()).toBeGreaterThan(4 * fifty.bytes());
    inside.stop();

    await page.goto(`${product.url}/load-balancers`);
    const row = page.getByRole("row", { name: new RegExp(chain.loadBalancerId.slice(0, 8)) });
    await row.getByRole("button", { name: /Actions/ }).click();
    await page.getByRole("menuitem", { name: /Modify bandwidth/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /^Bandwidth/ }).fill("16");
    await dialog.getByRole("button", { name: "Next" }).click();
    await dialog.getByRole("button", { name: "Submit" }).click();
    await expect(dialog).toHaveCount(0);
    await comesTo(16, fifty);
  } finally {
    for (const load of loads) load.stop();
    source.stop();
  }
});
