import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { create } from "./support/chain";
import { freePort } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

interface Server {
  port: number;
  socket: Socket;
}

/** A UDP server that answers with its name; health checks (empty datagrams) get no answer. */
async function startServer(name: string): Promise<Server> {
  const socket = createSocket("udp4");
  socket.on("message", (bytes, from) => {
    if (bytes.length > 0) socket.send(`${name} heard ${bytes.toString()}`, from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { port: socket.address().port, socket };
}

/** Asks from a port of its own, again each half second: datagrams may be lost. */
async function ask(address: string, port: number, text: string, from = "127.0.0.1"): Promise<string> {
  const socket = createSocket("udp4");
  socket.bind(0, from);
  await once(socket, "listening");
  const answer = once(socket, "message") as Promise<[Buffer, { address: string; port: number }]>;
  const send = () => socket.send(text, port, address);
  send();
  const again = setInterval(send, 500);
  try {
    const [bytes, sender] = await Promise.race([
      answer,
      new Promise<never>((_, fail) => setTimeout(() => fail(new Error(`no answer to ${text}`)), 10_000)),
    ]);
    expect([sender.address, sender.port]).toEqual([address, port]);
    return bytes.toString();
  } finally {
    clearInterval(again);
    socket.close();
  }
}

test("LS-01, ST-01, HC-15: a UDP listener made in the browser carries datagrams", async ({
  console: page,
  product,
}) => {
  test.setTimeout(120_000);
  const one = await startServer("one");
  const two = await startServer("two");
  const port = await freePort();
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    name: "elb-udp",
    vip_subnet_id: subnets.subnets[0]?.id,
  });
  const vip = String(balancer.vip_address);

  await test.step("the wizard offers what applies to UDP", async () => {
    await page.goto(`${product.url}/load-balancers/${balancer.id}/listeners/create`);
    await page.getByRole("radio", { name: /^UDP/ }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("listener-udp");
    await page.getByLabel("Port", { exact: true }).fill(String(port));
    await page.getByRole("button", { name: /^Next/ }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("group-udp");
    await page.getByRole("switch", { name: "Session persistence" }).click();
    for (const [index, server] of [one, two].entries()) {
      const row = index + 1;
      const address = page.getByLabel(`Address of server ${row}`);
      if (!(await address.isVisible())) await page.getByRole("button", { name: "Add server" }).click();
      await page.getByLabel(`Name of server ${row}`).fill(index === 0 ? "one" : "two");
      await address.fill("127.0.0.1");
      await page.getByLabel(`Port of server ${row}`, { exact: true }).fill(String(server.port));
    }
    await page.getByRole("button", { name: /^Next/ }).click();
    await expect(page.getByRole("radio", { name: /^UDP/ })).toBeChecked();
    await expect(page.getByRole("radio", { name: /^(HTTP|TCP)/ })).toHaveCount(0);
    await page.getByRole("radio", { name: /Custom settings/ }).click();
    await page.getByRole("textbox", { name: /^Interval/ }).fill("1");
    await page.getByRole("textbox", { name: /^Timeout/ }).fill("1");
    await page.getByRole("textbox", { name: /^Retries/ }).fill("2");
    await page.getByRole("button", { name: "Finish", exact: true }).click();
    await expect(page.getByRole("link", { name: "listener-udp" }).first()).toBeVisible();
  });

  const answer = await ask(vip, port, "first");
  expect(answer).toMatch(/^(one|two) heard first$/);
  const name = answer.slice(0, 3);

  await test.step("the client's address stays with its server, which the group's page shows", async () => {
    for (let i = 0; i < 5; i++) expect(await ask(vip, port, String(i))).toBe(`${name} heard ${i}`);
    await page.getByRole("link", { name: "group-udp" }).first().click();
    const card = page.getByLabel("Sessions by source address");
    await expect(card.getByText("127.0.0.1")).toBeVisible();
    await expect(card.getByText(name, { exact: true })).toBeVisible();
    await expect(page.getByRole("img", { name: /2 healthy, 0 unhealthy/ })).toBeVisible();
  });

  await test.step("a server whose port is unreachable is found, and its clients go to the other one", async () => {
    (name === "one" ? one : two).socket.close();
    const other = name === "one" ? "two" : "one";
    await until(
      "the other server answers",
      15_000,
      async () => (await ask(vip, port, "again")) === `${other} heard again`,
    );
    await expect(page.getByText(/nothing listens on this UDP port/).first()).toBeVisible({ timeout: 15_000 });
    const card = page.getByLabel("Sessions by source address");
    await expect(card.getByText(other, { exact: true })).toBeVisible({ timeout: 15_000 });
    await card.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Clear" }).click();
    await expect(card.getByText("none now")).toBeVisible();
    (other === "one" ? one : two).socket.close();
  });
});
