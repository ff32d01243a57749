import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bootstrapAuth } from "@/lib/auth/bootstrap";
import { systemContext } from "@/lib/auth/context";
import { storeToken } from "@/lib/auth/tokens";
import { routesUnderProject } from "@/lib/http/huawei/routes";
import { routes } from "@/lib/http/octavia/routes";
import { contents, fillWorld, mark, ownIds, type World } from "@/lib/services/testing/walk/world";

/** Routes that answer everybody, each with why. */
const everybodys: Readonly<Record<string, string>> = {
  "app/api/route.ts": "the version document",
  "app/api/healthz/route.ts": "probes of the installation",
  "app/api/setup/route.ts": "the first visit, see lib/auth/setup.test.ts",
  "app/api/auth/[...all]/route.ts": "signing in itself",
};

/** Routes with a table of their own, and the paths of those without: every route file is one of them. */
const tables: Readonly<Record<string, readonly string[]>> = {
  "app/api/v2.0/[...path]/route.ts": routes.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} v2.0/${path}`),
  ),
  "app/api/v2/[...path]/route.ts": ["GET v2/lbaas/loadbalancers/*", "DELETE v2/lbaas/loadbalancers/*"],
  "app/api/v2/[projectId]/groups/[[...path]]/route.ts": under("v2/{project}/groups"),
  "app/api/V1.0/[projectId]/[...path]/route.ts": under("V1.0/{project}"),
  "app/api/v3/[projectId]/elb/logtanks/[[...path]]/route.ts": under("v3/{project}/elb/logtanks"),
  "app/api/v3/[projectId]/traces/route.ts": under("v3/{project}/traces"),
  "app/api/v1/alarm-history.csv/route.ts": ["GET v1/alarm-history.csv?range=30d"],
  "app/api/v1/loadbalancers.csv/route.ts": ["GET v1/loadbalancers.csv"],
  "app/api/v1/traces.csv/route.ts": ["GET v1/traces.csv?range=kept"],
  "app/api/v1/metrics.csv/route.ts": ["GET v1/metrics.csv?type=loadbalancer&id={balancer}&from=0&to=3600000&period=1"],
  "app/api/v1/logs/[streamId]/[kind]/route.ts": ["search", "tail", "export"].map(
    (kind) => `GET v1/logs/{stream}/${kind}`,
  ),
  "app/api/v1/configuration/[[...path]]/route.ts": [
    "GET v1/configuration",
    "POST v1/configuration/export",
    "POST v1/configuration/import",
    "GET v1/configuration/generations",
    "GET v1/configuration/generations/{generation}",
    "POST v1/configuration/generations/{generation}/restore",
    "GET v1/configuration/confirmation",
    "POST v1/configuration/confirmation",
    "DELETE v1/configuration/confirmation",
  ],
  "app/api/metrics/route.ts": ["GET metrics"],
  "app/api/events/route.ts": ["GET events"],
};

function under(prefix: string): string[] {
  return (routesUnderProject[prefix] ?? []).map(
    ([method, path]) => `${method} ${[prefix, path].filter(Boolean).join("/")}`,
  );
}

/** POST that asks, for which reading is enough. */
const asks = /explain|content\/query|batch-query/;

/** Which ids of the world stand for the places of a path. */
const places: [RegExp, (world: World) => string[]][] = [
  [/loadbalancers/, (w) => [w.balancer]],
  [/listeners/, (w) => [w.listener]],
  [/pools\/\*\/members/, (w) => [w.pool, w.member]],
  [/eip-pools/, () => ["d290f1ee-6c54-4b01-90e6-d701748f0851"]],
  [/pools/, (w) => [w.pool]],
  [/healthmonitors/, (w) => [w.monitor]],
  [/certificates/, (w) => [w.certificate]],
  [/servers/, (w) => [w.spareServer]],
  [/scalinggroups\/\*\/links/, (w) => [w.scaling, w.link]],
  [/scalinggroups/, (w) => [w.scaling, w.instance]],
  [/l7policies/, (w) => [w.policy, w.policyRule]],
  [/quotas|projects/, (w) => [w.project]],
  [/subnets/, (w) => [w.subnet]],
  [/networks/, (w) => [w.vpc]],
  [/ports/, (w) => [w.balancer]],
  [/floatingips/, (w) => [w.eip]],
  [/alarms/, (w) => [`al${w.rule.replaceAll("-", "")}`]],
  [/groups/, (w) => [w.group, w.stream]],
  [/logtanks/, (w) => [w.accessLog]],
];

let world: World;
beforeAll(async () => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-walk-"));
  process.env.EVENKEEL_ADMIN_PASSWORD = "correct horse";
  await bootstrapAuth(() => {});
  const ctx = systemContext();
  world = await fillWorld(ctx);
  storeToken(ctx.db, "reader", { name: "reader", role: "observer", projectId: null });
  storeToken(ctx.db, "stranger", { name: "stranger", role: "operator", projectId: world.strangers });
  storeToken(ctx.db, "admin", { name: "admin", role: "admin", projectId: null });
});

const modules = import.meta.glob<Record<string, unknown>>("./**/route.ts");
type Route = (request: Request, asked: { params: Promise<Record<string, unknown>> }) => Promise<Response>;

/** Parameters of a path under a route's folder, as Next reads them. */
function paramsOf(folder: string, parts: string[]): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [index, name] of folder.split("/").entries()) {
    const rest = /^\[?\[\.\.\.(\w+)\]\]?$/.exec(name)?.[1];
    const one = /^\[(\w+)\]$/.exec(name)?.[1];
    if (rest !== undefined) params[rest] = parts.slice(index);
    else if (one !== undefined) params[one] = parts[index];
  }
  return params;
}

/** Whatever a route may want to read, all of it of the other project. */
function body(): string {
  const { balancer, emptyBalancer, pool, listener, policy, project, subnet, vpc, rule, group, stream, scaling } = world;
  const fields = { name: "x", loadbalancer_id: balancer };
  return JSON.stringify({
    loadbalancer: { name: "x", vip_subnet_id: subnet, project_id: project },
    listener: { ...fields, protocol: "HTTP", protocol_port: 8123 },
    pool: { ...fields, protocol: "HTTP", lb_algorithm: "ROUND_ROBIN" },
    member: { address: "10.9.9.9", protocol_port: 80, name: "x" },
    members: [{ address: "10.9.9.9", protocol_port: 80 }],
    healthmonitor: { pool_id: pool, type: "HTTP", delay: 5, timeout: 3, max_retries: 3 },
    certificate: { name: "x", project_id: project, type: "server", certificate: "x", private_key: "x" },
    server: { name: "x", address: "10.9.9.8", project_id: project },
    scalinggroup: { name: "x", project_id: project, source: "MANUAL" },
    instance: { address: "10.9.9.7" },
    link: { pool_id: pool, weight: 3, protocol_port: 80 },
    l7policy: { listener_id: listener, action: "REJECT", name: "x", redirect_pool_id: pool },
    rule: { type: "PATH", compare_type: "STARTS_WITH", value: "/x" },
    quota: { loadbalancer: 1, load_balancer: 1 },
    project: { name: "x" },
    region: { region: "", zones: [] },
    source_addresses: { addresses: [] },
    eip_pool: { cidr: "198.51.100.0/24", unchecked: true },
    host_address: { address: "127.0.0.1", as: "eip_pool" },
    host_address_settings: { add_missing: true },
    subnet: { name: "x", network_id: vpc, cidr: "10.77.8.0/24" },
    network: { name: "x", cidr: "10.99.0.0/16" },
    floatingip: { project_id: project, bandwidth: 3 },
    explain: { client_address: "10.0.0.1", method: "GET", url: "/" },
    request: { client_address: "10.0.0.1", method: "GET", url: "/" },
    logtank: { loadbalancer_id: emptyBalancer, log_group_id: group, log_topic_id: stream },
    log_group_name: "x",
    log_stream_name: "x",
    ttl_in_days: 3,
    alarm_name: "x",
    alarm_enabled: false,
    metric: metric(),
    condition,
    policyId: policy,
    id: rule,
    scaling,
  });
}

interface Asked {
  file: string;
  line: string;
}

const isWrite = ({ line }: Asked) => !line.startsWith("GET ") && !asks.test(line);

const metric = () => ({
  namespace: "SYS.ELB",
  metric_name: "m1_cps",
  dimensions: [{ name: "lbaas_instance_id", value: world.balancer }],
});
const condition = { comparison_operator: ">", count: 1, filter: "max", period: 300, value: 1 };

/** For changes a name is enough, which every object has. */
function change(): string {
  const kinds = Object.keys(JSON.parse(body()) as object);
  const other = { region: { name: "", zones: [] }, quota: { listener: 3 }, source_addresses: { addresses: [] } };
  const named = Object.fromEntries(kinds.map((kind) => [kind, { name: "x" }]));
  const flat = { alarm_name: "x", alarm_enabled: false, metric: metric(), condition };
  const fields = { floatingip: { bandwidth: 3 }, members: [], link: { weight: 3 }, rule: { value: "/x" } };
  return JSON.stringify({ ...named, ...other, ...fields, ...flat, host_address_settings: { add_missing: true } });
}

async function ask({ file, line }: Asked, token: string | null): Promise<{ status: number; text: string }> {
  const [method = "", pattern = ""] = line.split(" ");
  const ids = places.find(([match]) => match.test(pattern.replace(/^v2\/\{project\}\//, "")))?.[1](world) ?? [];
  const place = pattern
    .replaceAll(/\{(\w+)\}/g, (_, name: keyof World) => String(world[name]))
    .replaceAll("*", () => ids.shift() ?? "missing");
  const url = new URL(`http://127.0.0.1:3000/api/${place}`);
  const headers = {
    host: "127.0.0.1:3000",
    "content-type": "application/json",
    ...(token && { "x-auth-token": token }),
  };
  const route = (await modules[`./${file.slice("app/api/".length)}`]?.())?.[method] as Route | undefined;
  if (route === undefined) throw new Error(`${file} has no ${method}`);
  const stop = new AbortController();
  const sent = method === "POST" ? body() : method === "PUT" ? change() : undefined;
  const request = new Request(url, { method, headers, body: sent, signal: stop.signal });
  const parts = url.pathname.slice("/api/".length).split("/").map(decodeURIComponent);
  const answer = await route(request, { params: Promise.resolve(paramsOf(file.slice("app/api/".length), parts)) });
  const text = answer.headers.get("content-type")?.startsWith("text/event-stream") ? "" : await answer.text();
  stop.abort();
  return { status: answer.status, text };
}

const stored = () => {
  const { api_tokens: _, ...rest } = contents(systemContext().db);
  return rest;
};
const asked: Asked[] = Object.entries(tables)
  .flatMap(([file, lines]) => lines.map((line) => ({ file, line })))
  // What strangers type is told of in their own project: they look before they type.
  .toSorted((a, b) => Number(isWrite(a)) - Number(isWrite(b)));

test("every route file is walked or says why it answers everybody", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).map((file) => `app/${file}`);
  const found = files.filter((file) => file.endsWith("/route.ts")).toSorted();
  expect([...Object.keys(tables), ...Object.keys(everybodys)].toSorted()).toEqual(found);
  expect(asked.length).toBeGreaterThan(100);
});

describe.each(asked)("$line", (one) => {
  test("answers nobody with 401, and writes nothing", async () => {
    const before = stored();
    expect((await ask(one, null)).status).toBe(401);
    expect((await ask(one, "no-such-token")).status).toBe(401);
    expect(stored()).toEqual(before);
  });

  test.runIf(isWrite(one))("is refused to who may only read", async () => {
    const before = stored();
    const { status, text } = await ask(one, "reader");
    expect(`${status} ${text}`).toMatch(/^403 /);
    expect(stored()).toEqual(before);
  });

  test("shows and does a stranger nothing of another project", async () => {
    const before = stored();
    const { text } = await ask(one, "stranger");
    expect(text).not.toContain(mark);
    // What was typed may come back with the reason of its refusal.
    const told = text.replaceAll(/Value: '[^']*'|Project \S+ not found|Port \S+ could not be found/g, "");
    for (const [kind, id] of Object.entries(ownIds(world))) {
      expect(told.includes(id), `${kind} in ${text.slice(0, 300)}`).toBe(false);
    }
    const after = stored();
    for (const [table, rows] of Object.entries(before)) {
      if (table !== "settings") expect(after[table], table).toEqual(expect.arrayContaining(rows));
    }
  });
});
