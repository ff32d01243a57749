import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseLine } from "@/engine/access-log/testing/parse-line";
import type { State } from "./evenkeel";
import { bundleEvenkeel } from "./peers";
import type { L7PolicySpec } from "@/lib/wire/snapshot";
import { type BenchListener, type BenchMember, benchSnapshot } from "./snapshot";
import { ask, download, Echo, leave, old, Pipeliner, randomBody, run, type Stop, type Tally } from "./soak/clients";
import { SoakServer } from "./soak/servers";

/**
 * Clients of all kinds against two listeners while configuration changes several times a second. On the first
 * listener servers die without a word too, and clients repeat nothing but what the balancer may repeat (GET). Ends
 * with 1 when a request failed. `soak.ts [minutes] [workers]`.
 */
const [minutes = 10, workers = 2] = process.argv.slice(2).map(Number);
const address = "127.0.0.1";
const ports = { deaths: 18_291, changes: 18_292, other: 18_293 };
const tally: Tally = { requests: {}, failures: [] };
const stop: Stop = { stopped: false };

const directory = mkdtempSync(join(tmpdir(), "evenkeel-soak-"));
const engine = spawn(process.execPath, [await bundleEvenkeel(), String(workers), directory, "subscriber"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const applied: (() => void)[] = [];
createInterface({ input: engine.stdout }).on("line", () => applied.shift()?.());

const servers = Array.from({ length: 8 }, (_, index) => new SoakServer(`s${index}`));
for (const server of servers) await server.start();
const [mortal, safe] = [servers.slice(0, 4), servers.slice(4)];
const offline = new Set<string>();
const weights = new Map<string, number>(servers.map(({ id }) => [id, 1]));
const absent = new Set<string>();
let generation = 0;
const applyMs: number[] = [];
const settings: Partial<BenchListener> = {};
let accessLogStreamId: string | null = "first";
/** A listener with a group of its own that comes and goes; policies of the other one lead to that group. */
let other = false;
let beginning: string | null = null;

/** Requests whose path begins so go to the group that comes and goes. */
function policies(): L7PolicySpec[] {
  if (!other || beginning === null) return [];
  const rule = { type: "PATH", compareType: "STARTS_WITH", key: null, value: beginning, invert: false } as const;
  return [
    {
      id: `to-other-${beginning.length}`,
      name: "",
      position: 1,
      action: "REDIRECT_TO_POOL",
      redirectPoolId: "pool-other",
      redirectListenerId: null,
      redirectPort: null,
      redirectUrl: null,
      redirectPrefix: null,
      redirectHttpCode: null,
      rules: [{ ...rule, anchored: false }],
    },
  ];
}

function members(group: readonly SoakServer[]): BenchMember[] {
  return group
    .filter(({ id }) => !absent.has(id))
    .map(({ id, port }) => ({ id, address, port, weight: weights.get(id) ?? 1 }));
}

async function apply(): Promise<void> {
  generation += 1;
  const listeners = [
    { id: "deaths", port: ports.deaths, members: members(mortal) },
    { ...settings, id: "changes", port: ports.changes, members: members(safe), policies: policies() },
    ...(other
      ? [{ id: "other", port: ports.other, members: members(safe).map((one) => ({ ...one, id: `other-${one.id}` })) }]
      : []),
  ];
  const state: State = {
    snapshot: benchSnapshot(address, listeners, { generation, accessLogStreamId }),
    offline: [...offline],
  };
  const started = performance.now();
  const done = new Promise<void>((resolve) => applied.push(resolve));
  engine.stdin.write(`${JSON.stringify(state)}\n`);
  await done;
  applyMs.push(performance.now() - started);
}

function any<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

/** One random change; at least one server of each group always stays. */
function change(): void {
  const server = any(safe);
  switch (Math.floor(Math.random() * 12)) {
    case 0:
      weights.set(server.id, server === safe[0] ? 1 : Math.floor(Math.random() * 4));
      break;
    case 1:
      if (server !== safe[0]) absent.add(server.id);
      break;
    case 2:
      absent.clear();
      break;
    case 3:
      settings.algorithm = any(["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"] as const);
      break;
    case 4:
      settings.persistence = any([
        null,
        { type: "HTTP_COOKIE" as const, cookieName: null, timeoutMs: 60_000 },
        { type: "APP_COOKIE" as const, cookieName: "S", timeoutMs: 60_000 },
      ]);
      break;
    case 5:
      settings.cidrs = any([null, ["127.0.0.0/8"], ["127.0.0.1", "10.0.0.0/8"]]);
      settings.xForwardedPort = Math.random() < 0.5;
      break;
    case 6:
      accessLogStreamId = any([null, "first", "second"]);
      break;
    case 7:
      settings.passiveEjection = any([null, { consecutiveFailures: 3, ejectMs: 2000 }]);
      settings.slowStartMs = any([0, 5000]);
      settings.failOpen = Math.random() < 0.5;
      break;
    case 8:
      settings.forwardedFor = any(["append", "overwrite", "preserve"] as const);
      settings.trustedProxies = any([[], ["127.0.0.1"], ["10.0.0.0/8"]]);
      settings.connectionsPerSource = any([-1, 10_000]);
      break;
    case 9:
      other = !other;
      break;
    case 10:
      beginning = any([null, "/", "/1", "/2"]);
      break;
    default:
      settings.clientDataMs = any([20_000, 60_000]);
      settings.headerMs = any([10_000, 60_000]);
  }
}

/** Kills a server, tells the engine a moment later as a health check would, and brings it back. */
async function deaths(): Promise<void> {
  while (!stop.stopped) {
    const server = any(mortal);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    offline.add(server.id);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await server.start();
    offline.delete(server.id);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Reads every line of the access log; one that is not whole is a failure. */
function readLines(): number {
  let count = 0;
  for (const file of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".log")) continue;
    for (const line of readFileSync(join(directory, file), "latin1").split("\n").slice(0, -1)) {
      count += 1;
      try {
        parseLine(line);
      } catch (error) {
        tally.failures.push(String(error));
      }
    }
  }
  return count;
}

function residentMb(): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${engine.pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) / 1024;
}

await apply();
const agent = new Agent({ keepAlive: true, maxSockets: 20 });
const fresh = new Agent({ keepAlive: false });
const changes = new Pipeliner(ports.changes);
const echo = new Echo(ports.changes);
const loops = [
  ...Array.from({ length: 10 }, () => run("get", tally, stop, () => ask({ port: ports.changes, agent }))),
  ...Array.from({ length: 5 }, () =>
    run("get while servers die", tally, stop, () => ask({ port: ports.deaths, agent })),
  ),
  run("new connection", tally, stop, () => ask({ port: ports.changes, agent: fresh })),
  run("post", tally, stop, () => ask({ port: ports.changes, agent: fresh, method: "POST", body: randomBody() })),
  run("chunked", tally, stop, () =>
    ask({ port: ports.changes, agent: fresh, method: "POST", body: randomBody(), chunked: true }),
  ),
  run("pipelined x5", tally, stop, () => changes.once()),
  run("upgraded", tally, stop, () => echo.once()),
  run("HTTP/1.0", tally, stop, () => old(ports.changes)),
  run("2 MB down", tally, stop, () => download(ports.changes, agent, 2_000_000)),
  run("leaves", tally, stop, () => leave(ports.changes)),
];
const killing = deaths();
const samples: number[] = [];
const end = performance.now() + minutes * 60_000;
let sampleAt = performance.now();
while (performance.now() < end && tally.failures.length < 20) {
  change();
  await apply();
  if (performance.now() > sampleAt) {
    samples.push(residentMb());
    sampleAt += 5000;
    console.error(`${generation} changes, ${JSON.stringify(tally.requests)}, ${samples.at(-1)?.toFixed(0)} MB`);
  }
  await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
}
stop.stopped = true;
await Promise.race([Promise.all([...loops, killing]), new Promise((resolve) => setTimeout(resolve, 12_000))]);

const mean = (list: readonly number[]): number =>
  list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
const quarter = Math.floor(samples.length / 4);
const sorted = applyMs.toSorted((a, b) => a - b);
const share = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
console.log(
  `${minutes} min, ${workers} workers, ${generation} changes, each run by all workers after ms: ` +
    `half ${share(0.5)}, 90 % ${share(0.9)}, 99 % ${share(0.99)}, slowest ${share(1)}`,
);
console.log(`requests: ${JSON.stringify(tally.requests)}`);
console.log(
  `resident MB: second quarter ${mean(samples.slice(quarter, 2 * quarter)).toFixed(0)}, last ${mean(samples.slice(3 * quarter)).toFixed(0)}`,
);
console.log(`failures: ${tally.failures.length}`);
for (const failure of tally.failures) console.log(failure);
const gone = new Promise((resolve) => engine.once("exit", resolve));
engine.kill("SIGTERM");
await gone;
console.log(`access log: ${readLines()} lines, each of 32 fields`);
rmSync(directory, { recursive: true, force: true });
process.exit(tally.failures.length === 0 ? 0 : 1);
