import { readFileSync, statSync } from "node:fs";
import { type Backend, startBackend } from "./support/backend";
import { createChain, get } from "./support/chain";
import { freePort, type Product, removeData, startProduct } from "./support/product";
import { expect, test } from "./support/test";
import { until } from "./support/until";

// Each of these kills a product of its own.
let backend: Backend;
let product: Product;

test.beforeEach(async () => {
  backend = await startBackend("survivor");
  product = await startProduct();
});

test.afterEach(async () => {
  await product.stop();
  removeData(product);
  await backend.stop();
});

const answers = async (url: string) =>
  (await (await fetch(url, { signal: AbortSignal.timeout(1000) })).text()) === "survivor";

/** No process, or one that nobody has asked for its exit code. */
function hasEnded(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return true;
  }
}

test("kill -9 of the engine while the console is frozen: traffic is back within 3 s from the last-good file", async () => {
  const chain = await createChain(product, await freePort(), [{ address: "127.0.0.1", port: backend.port }]);
  await until("the first answer", 5000, () => answers(chain.url));
  const before = product.enginePid();
  process.kill(product.consolePid(), "SIGSTOP");
  try {
    process.kill(before, "SIGKILL");
    const killedAt = Date.now();
    await until(
      "an answer from the new engine",
      10_000,
      async () => product.enginePid() !== before && (await answers(chain.url)),
    );
    expect(Date.now() - killedAt).toBeLessThan(3000);
  } finally {
    process.kill(product.consolePid(), "SIGCONT");
  }
  await until(
    "console and engine agree again",
    10_000,
    async () => (await fetch(`${product.url}/api/healthz`)).status === 200,
  );
});

test("kill -9 of everything, then start: the configuration serves again and nothing is lost", async () => {
  const chain = await createChain(product, await freePort(), [{ address: "127.0.0.1", port: backend.port, weight: 7 }]);
  await until("the first answer", 5000, () => answers(chain.url));
  await product.killEverything();
  product = await startProduct({ data: product.data });
  await until("the answer after the restart", 5000, () => answers(chain.url));
  const member = await product.api("GET", `/api/v2.0/lbaas/pools/${chain.poolId}/members`);
  expect(member.body).toMatchObject({ members: [{ address: "127.0.0.1", protocol_port: backend.port, weight: 7 }] });
  expect(await get(product, `lbaas/listeners/${chain.listenerId}`, "listener")).toMatchObject({
    provisioning_status: "ACTIVE",
  });
});

test("kill -9 of the supervisor alone: console and engine end by themselves, and a new start serves", async () => {
  const chain = await createChain(product, await freePort(), [{ address: "127.0.0.1", port: backend.port }]);
  await until("the first answer", 5000, () => answers(chain.url));
  const children = [product.enginePid(), product.consolePid()];
  const { data } = product;
  process.kill(product.pid, "SIGKILL");
  await until("both have ended", 15_000, async () => children.every(hasEnded));
  product = await startProduct({ data });
  await until("the answer after the restart", 5000, () => answers(chain.url));
  expect(children).not.toContain(product.enginePid());
});

test("SIGTERM ends console and engine within 10 s with exit code 0", async () => {
  const enginePid = product.enginePid();
  const startedAt = Date.now();
  expect(await product.stop()).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(() => process.kill(enginePid, 0)).toThrow("ESRCH");
});

test("a console that is gone leaves the traffic alone, and comes back", async () => {
  const chain = await createChain(product, await freePort(), [{ address: "127.0.0.1", port: backend.port }]);
  await until("the first answer", 5000, () => answers(chain.url));
  process.kill(product.consolePid(), "SIGKILL");
  for (let i = 0; i < 20; i++) expect(await answers(chain.url)).toBe(true);
  await until(
    "the console answers again",
    20_000,
    async () => (await fetch(`${product.url}/api/healthz`)).status === 200,
  );
});

test("a data directory of its own is made private to its owner", async () => {
  const mode = (path: string) => (statSync(`${product.data}/${path}`).mode & 0o777).toString(8);
  expect(mode("evenkeel.db")).toBe("600");
  expect(mode("run")).toBe("700");
  expect(mode("run/engine.sock")).toBe("600");
});
