import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, get as ask, Agent } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildEngine } from "./build-engine.mjs";

/*
 * How soon after the API's answer a request shows the change: the API's routes, the console's services and its client of
 * the engine in this process, an engine of its own with two workers, and a client that asks without a pause. Nothing is
 * asserted. `npm run effect -- [changes of each kind] [other load balancers]`; figures are in engine/bench/RESULTS.md.
 */
const [rounds = 50, others = 100] = process.argv.slice(2).map(Number);
const root = resolve(import.meta.dirname, "..");
const data = mkdtempSync(join(tmpdir(), "evenkeel-effect-"));
const token = "effect-token-0123456789";
Object.assign(process.env, {
  EVENKEEL_DATA: data,
  EVENKEEL_ADMIN_PASSWORD: "correct horse battery",
  EVENKEEL_API_TOKEN: token,
});
const { bootstrapAuth } = await import("@/lib/auth/bootstrap");
const { startEngineClient } = await import("@/lib/engine-client/start");
const { routeOctavia } = await import("@/lib/http/octavia/routes");

type Fields = Record<string, unknown>;

async function api(method: string, path: string, body?: unknown): Promise<Fields> {
  const url = new URL(`http://127.0.0.1:3000/api/v2.0/${path}`);
  const request = new Request(url, {
    method,
    headers: { "x-auth-token": token, host: "127.0.0.1:3000" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await routeOctavia(request, path.split("/"));
  const text = await response.text();
  if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Fields);
}

async function create(kind: string, fields: Fields, under = `lbaas/${kind}s`): Promise<string> {
  const made = (await api("POST", under, { [kind]: fields }))[kind] as Fields;
  return made["id"] as string;
}

const port = 21_950;
const kept = new Agent({ keepAlive: true, maxSockets: 1 });
let address = "";

/** What a request gets: the answering server's name, or the status of what the balancer says. */
function seen(agent: Agent | false): Promise<string> {
  return new Promise((done) => {
    const request = ask({ host: address, port, agent }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => done(response.statusCode === 200 ? body : String(response.statusCode)));
    });
    request.on("error", (error: NodeJS.ErrnoException) => done(error.code ?? "ERROR"));
  });
}

/** Makes a change and asks until a request shows it. Gives ms from the API's answer to the beginning of that request. */
async function effect(change: () => Promise<unknown>, wanted: string, isNew = false): Promise<number> {
  await change();
  const answered = performance.now();
  for (;;) {
    const begun = performance.now();
    if ((await seen(isNew ? false : kept)) === wanted) return begun - answered;
    if (begun - answered > 5000) throw new Error(`${wanted} was not seen`);
  }
}

async function server(name: string): Promise<number> {
  const http = createServer((_, response) => response.end(name)).listen(0, "127.0.0.1");
  await once(http, "listening");
  return (http.address() as AddressInfo).port;
}

const engine = spawn(
  process.execPath,
  ["--enable-source-maps", await buildEngine({ outdir: join(root, ".build/effect-engine") })],
  {
    cwd: root,
    env: { ...process.env, EVENKEEL_WORKERS: "2", NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "ignore"],
  },
);
try {
  await bootstrapAuth(() => {});
  const client = startEngineClient();
  const [portA, portB] = [await server("a"), await server("b")];
  const subnet = ((await api("GET", "subnets"))["subnets"] as Fields[])[0]?.["id"];
  const balancer = async (): Promise<Fields> =>
    (await api("POST", "lbaas/loadbalancers", { loadbalancer: { vip_subnet_id: subnet } }))["loadbalancer"] as Fields;
  const pool = (loadbalancer_id: unknown) =>
    create("pool", { loadbalancer_id, protocol: "HTTP", lb_algorithm: "ROUND_ROBIN" });
  const member = (poolId: string, protocol_port: number, weight = 1) =>
    create("member", { address: "127.0.0.1", protocol_port, weight }, `lbaas/pools/${poolId}/members`);
  const lb = await balancer();
  address = lb["vip_address"] as string;
  const unlimited = { load_balancer: -1, listener: -1, pool: -1, member: -1 };
  await api("PUT", `lbaas/quotas/${String(lb["project_id"])}`, { quota: unlimited });
  const [poolA, poolB, empty] = [await pool(lb["id"]), await pool(lb["id"]), await pool(lb["id"])];
  const memberA = await member(poolA, portA);
  await member(poolB, portB);
  const listener = await create("listener", {
    loadbalancer_id: lb["id"],
    protocol: "HTTP",
    protocol_port: port,
    default_pool_id: poolA,
  });
  for (let i = 0; i < others; i++) {
    const other = await balancer();
    const otherPool = await pool(other["id"]);
    for (let j = 0; j < 5; j++) await member(otherPool, 20_000 + j);
    await create("listener", {
      loadbalancer_id: other["id"],
      protocol: "HTTP",
      protocol_port: port,
      default_pool_id: otherPool,
    });
  }
  const settled = async (): Promise<void> => {
    while (client.running !== client.generation) await new Promise((wake) => setTimeout(wake, 20));
  };
  await settled();
  const changeListener = (fields: Fields) => api("PUT", `lbaas/listeners/${listener}`, { listener: fields });
  const changeMember = (fields: Fields) => api("PUT", `lbaas/pools/${poolA}/members/${memberA}`, { member: fields });
  const kinds: [name: string, round: (i: number) => Promise<number[]>][] = [
    [
      "weight 0 and back",
      async () => [
        await effect(() => changeMember({ weight: 0 }), "503"),
        await effect(() => changeMember({ weight: 1 }), "a"),
      ],
    ],
    [
      "server added and removed",
      async () => {
        await changeListener({ default_pool_id: empty });
        let id = "";
        const added = await effect(async () => {
          id = await member(empty, portB);
        }, "b");
        const removed = await effect(() => api("DELETE", `lbaas/pools/${empty}/members/${id}`), "503");
        await effect(() => changeListener({ default_pool_id: poolA }), "a");
        return [added, removed];
      },
    ],
    [
      "whitelist set and taken away",
      async () => [
        await effect(() => changeListener({ allowed_cidrs: ["10.0.0.0/8"] }), "403", true),
        await effect(() => changeListener({ allowed_cidrs: null }), "a", true),
      ],
    ],
    [
      "another group and back",
      async () => [
        await effect(() => changeListener({ default_pool_id: poolB }), "b"),
        await effect(() => changeListener({ default_pool_id: poolA }), "a"),
      ],
    ],
    [
      "weight, right after 10 other changes",
      async (i) => {
        const busy = () =>
          Promise.all(Array.from({ length: 10 }, (_, j) => changeListener({ description: `${i} ${j}` })));
        return [
          await effect(async () => {
            await busy();
            await changeMember({ weight: 0 });
          }, "503"),
          await effect(async () => {
            await busy();
            await changeMember({ weight: 1 });
          }, "a"),
        ];
      },
    ],
  ];
  console.log(
    `Date ${new Date().toISOString()}; ${cpus().length} cores, Node ${process.version}; ${others + 1} load balancers, ` +
      `${others * 5 + 2} servers; load average ${loadavg()[0]?.toFixed(1)}.\n`,
  );
  console.log("| change | times | p50 ms | p90 ms | p99 ms | max ms |\n| --- | ---: | ---: | ---: | ---: | ---: |");
  for (const [name, round] of kinds) {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) times.push(...(await round(i)));
    const sorted = times.toSorted((a, b) => a - b);
    const share = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
    console.log(`| ${name} | ${times.length} | ${share(0.5)} | ${share(0.9)} | ${share(0.99)} | ${share(1)} |`);
  }
  client.stop();
} finally {
  const gone = once(engine, "exit");
  engine.kill("SIGTERM");
  await gone;
  rmSync(data, { recursive: true, force: true });
}
process.exit(0);
