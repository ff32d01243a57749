import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { OpenSsl } from "../lib/pki/testing/openssl";
import { type Backend, startBackend } from "./support/backend";
import { type Chain, create, createChain } from "./support/chain";
import { pagesOf, pathOf, rawMessageKey } from "./support/pages";
import { freePort, type Product } from "./support/product";
import { expect, signIn, test } from "./support/test";

/** axe judges structure and colours, which do not depend on the language: each theme and each width once. */
const looks = [
  { colorScheme: "light", locale: "en-US", width: 1440, axe: true },
  { colorScheme: "dark", locale: "zh-CN", width: 1440, axe: false },
  { colorScheme: "dark", locale: "en-US", width: 390, axe: true },
  { colorScheme: "light", locale: "zh-CN", width: 390, axe: false },
] as const;
type Look = (typeof looks)[number];

/** A certificate, and a listener that shows it. */
async function addHttps(product: Product, { loadBalancerId }: Chain): Promise<string> {
  const ssl = new OpenSsl();
  ssl.selfSigned("screen", "/CN=screen.example.com");
  const material = { certificate: ssl.read("screen.crt"), private_key: ssl.read("screen.key") };
  const made = await product.api("POST", "/api/v2.0/lbaas/certificates", { name: "screen", ...material });
  const { id } = made.body as { id: string };
  const { id: listenerId } = await create(product, "lbaas/listeners", "listener", {
    loadbalancer_id: loadBalancerId,
    protocol: "TERMINATED_HTTPS",
    protocol_port: await freePort(),
    default_tls_container_ref: id,
  });
  httpsPath = `/load-balancers/${loadBalancerId}/listeners/${listenerId}`;
  return id;
}

/** Paths that answer 404, with a page of their own. */
const missing = ["/no-such-page", "/load-balancers/00000000-0000-4000-8000-000000000000"];
const rawKey = rawMessageKey();
let backend: Backend | undefined;
let paths: string[];
let httpsPath = "";

test.beforeAll(async ({ product }) => {
  const server = await startBackend("screen");
  backend = server;
  const chain = await createChain(
    product,
    await freePort(),
    [
      { address: "127.0.0.1", port: server.port },
      { address: "127.0.0.1", port: 1 },
    ],
    { type: "HTTP", delay: 1, timeout: 1, max_retries: 1, max_retries_down: 1, url_path: "/healthz" },
  );
  await useGroupFully(product, chain, server.port);
  await addPolicies(product, chain);
  const logs = await logTo(product, chain);
  const certificateId = await addHttps(product, chain);
  const shown = {
    id: chain.loadBalancerId,
    listenerId: chain.listenerId,
    groupId: chain.poolId,
    ...(await addScalingGroup(product, chain)),
    certificateId,
    ruleId: await addAlarm(product, chain),
    type: "loadbalancer",
    ...logs,
  };
  paths = pagesOf("(console)").map((page) => pathOf(page, shown));
  for (const [kind, id] of [
    ["listener", chain.listenerId],
    ["pool", chain.poolId],
  ])
    paths.push(`/monitoring/${kind}/${id}`);
  const balancer = `/load-balancers/${chain.loadBalancerId}`;
  for (const protocol of ["TCP", "UDP"]) {
    const { listenerId, poolId } = await addLayer4(product, chain, protocol);
    paths.push(`${balancer}/listeners/${listenerId}`, `${balancer}/groups/${poolId}`);
  }
  paths.push(httpsPath, ...missing);
});

test.afterAll(async () => {
  await backend?.stop();
});

/** An alarm rule, by its id in the console's paths. */
async function addAlarm(product: Product, chain: Chain): Promise<string> {
  const { projects } = (await product.api("GET", "/api/v2.0/projects")).body as { projects: { id: string }[] };
  const dimensions = [{ name: "lbaas_instance_id", value: chain.loadBalancerId }];
  const answer = await product.api("POST", `/api/V1.0/${projects[0]?.id}/alarms`, {
    alarm_name: "alarm-screen",
    metric: { namespace: "SYS.ELB", metric_name: "m1_cps", dimensions },
    condition: { period: 300, filter: "average", comparison_operator: ">=", value: 6, count: 1 },
    alarm_enabled: true,
    alarm_action_enabled: false,
    alarm_level: 2,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const hex = (answer.body as { alarm_id: string }).alarm_id.slice(2);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A log group with a stream that the load balancer writes to. */
async function logTo(product: Product, chain: Chain) {
  const { projects } = (await product.api("GET", "/api/v2.0/projects")).body as { projects: { id: string }[] };
  const post = async (path: string, body: object) => {
    const answer = await product.api("POST", path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body as Record<string, string>;
  };
  const project = projects[0]?.id;
  const groups = `/api/v2/${project}/groups`;
  const { log_group_id: logGroupId = "" } = await post(groups, { log_group_name: "screens" });
  const { log_stream_id: streamId = "" } = await post(`${groups}/${logGroupId}/streams`, { log_stream_name: "front" });
  const logtank = { loadbalancer_id: chain.loadBalancerId, log_group_id: logGroupId, log_topic_id: streamId };
  await post(`/api/v3/${project}/elb/logtanks`, { logtank });
  for (let i = 0; i < 20; i++) await (await fetch(`${chain.url}shop/cart?item=${i}`)).arrayBuffer();
  return { logGroupId, streamId };
}

/** One by DNS that does not resolve, and one with members that is linked. */
async function addScalingGroup(product: Product, chain: Chain) {
  const nowhere = { source: "DNS_A", dns_name: "web.example.invalid", name_servers: ["127.0.0.1:9"] };
  await create(product, "lbaas/scalinggroups", "scalinggroup", { name: "by-name", ...nowhere });
  const group = await create(product, "lbaas/scalinggroups", "scalinggroup", { name: "web", description: "by hand" });
  const under = `lbaas/scalinggroups/${group.id}`;
  await create(product, `${under}/links`, "link", { pool_id: chain.poolId, protocol_port: 2, weight: 5 });
  await create(product, `${under}/instances`, "instance", { address: "127.0.0.3", name: "web-1" });
  await create(product, `${under}/instances`, "instance", { address: "127.0.0.4" });
  expect((await product.api("DELETE", `/api/v2.0/${under}/instances/127.0.0.4`)).status).toBe(204);
  return { scalingGroupId: group.id };
}

/** Persistence, ejection, and a server that is being drained. */
async function useGroupFully(product: Product, chain: Chain, port: number): Promise<void> {
  const pool = {
    session_persistence: { type: "APP_COOKIE", cookie_name: "SHOPSESSION" },
    passive_ejection: { consecutive_failures: 5, eject_time: 30 },
  };
  expect((await product.api("PUT", `/api/v2.0/lbaas/pools/${chain.poolId}`, { pool })).status).toBe(200);
  const members = `lbaas/pools/${chain.poolId}/members`;
  const leaving = await create(product, members, "member", { address: "127.0.0.2", protocol_port: port });
  const drained = await product.api("PUT", `/api/v2.0/${members}/${leaving.id}`, { member: { drain_timeout: 3600 } });
  expect(drained.status, JSON.stringify(drained.body)).toBe(200);
}

async function addPolicies(product: Product, chain: Chain): Promise<void> {
  const answers = [
    { name: "shop", action: "REDIRECT_TO_POOL", redirect_pool_id: chain.poolId },
    { name: "moved", action: "REDIRECT_TO_URL", redirect_url: "https://www.example.com/new", redirect_http_code: 301 },
    { name: "closed", action: "REJECT" },
  ];
  for (const answer of answers) {
    const policy = await create(product, "lbaas/l7policies", "l7policy", { listener_id: chain.listenerId, ...answer });
    await create(product, `lbaas/l7policies/${policy.id}/rules`, "rule", {
      type: "PATH",
      compare_type: "STARTS_WITH",
      value: `/a-rather-long-path-of-the-policy/${answer.name}`,
    });
  }
}

async function addLayer4(product: Product, chain: Chain, protocol: string) {
  const listener = await create(product, "lbaas/listeners", "listener", {
    loadbalancer_id: chain.loadBalancerId,
    protocol,
    protocol_port: await freePort(),
  });
  const pool = await create(product, "lbaas/pools", "pool", {
    listener_id: listener.id,
    protocol,
    lb_algorithm: "ROUND_ROBIN",
    session_persistence: { type: "SOURCE_IP", persistence_timeout: 10 },
  });
  await create(product, `lbaas/pools/${pool.id}/members`, "member", { address: "127.0.0.1", protocol_port: 1 });
  return { listenerId: listener.id, poolId: pool.id };
}

/** What is wrong with the page that is open. */
async function look(page: Page, path: string, { locale, axe }: Pick<Look, "locale" | "axe">): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^(Loading|加载中)/ }), `${path} is loading`).toHaveCount(0);
  if (axe) {
    const results = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
    const serious = results.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect.soft(serious.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.target.join(" ")}`)).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
  const text = await page.locator("body").innerText();
  expect.soft(text, `${path} shows a raw message key`).not.toMatch(rawKey);
  if (locale === "zh-CN") expect.soft(text, `${path} is in Chinese`).toMatch(/\p{Script=Han}/u);
}

for (const { colorScheme, locale, width, axe } of looks) {
  test(`every screen, ${colorScheme}, ${locale}, ${width} px: nothing missing, nothing overflowing${axe ? ", axe content" : ""}`, async ({
    browser,
    product,
  }) => {
    test.setTimeout(480_000);
    const context = await browser.newContext({ colorScheme, locale, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(`${page.url()}: ${String(error)}`));
    page.on("console", (message) => {
      const expected = missing.some((path) => page.url().endsWith(path)) && message.text().includes("404");
      if (message.type() === "error" && !expected) problems.push(`${page.url()}: ${message.text()}`);
    });
    try {
      await page.goto(`${product.url}/sign-in`);
      await look(page, "/sign-in", { locale, axe });
      await signIn(page, product);
      for (const path of paths) {
        await page.goto(product.url + path);
        await look(page, path, { locale, axe });
      }
      expect(problems).toEqual([]);
    } finally {
      await context.close();
    }
  });
}
