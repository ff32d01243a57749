import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { load, openIdle, type Run } from "./load";
import { paths, startBackend, startEvenkeel, startHaproxy, startNginx } from "./peers";
import type { Measured } from "./processes";

/**
 * Compares the engine with nginx and HAProxy: one backend, one load generator (wrk), alternating runs.
 * `run.ts [rounds] [seconds] [workers]`. Prints Markdown; progress goes to stderr.
 */
const [rounds = 5, seconds = 3, workers = 1] = process.argv.slice(2).map(Number);

interface Case {
  name: string;
  path: string;
  options: string[];
  idle?: number;
}

const cases: Case[] = [
  { name: "128 B, 50 keep-alive", path: paths.small, options: ["-c50"] },
  { name: "10 kB, 50 keep-alive", path: paths.kilobytes10, options: ["-c50"] },
  { name: "1 MB, 10 keep-alive", path: paths.megabyte, options: ["-c10"] },
  { name: "128 B, new connection each", path: paths.small, options: ["-c50", "-H", "Connection: close"] },
  { name: "128 B, 50 busy + 1,000 idle", path: paths.small, options: ["-c50"], idle: 1000 },
];

for (const [tool, hint] of [
  ["wrk", "apt-get install wrk"],
  ["nginx", "apt-get install nginx"],
  ["haproxy", "apt-get install haproxy"],
] as const) {
  try {
    execFileSync("which", [tool]);
  } catch {
    console.error(`${tool} is missing: ${hint}`);
    process.exit(1);
  }
}

const directory = mkdtempSync(join(tmpdir(), "evenkeel-bench-"));
const backend = await startBackend(directory);
const proxies: Measured[] = [
  await startNginx(directory, workers),
  await startHaproxy(directory, workers),
  await startEvenkeel(workers),
];

console.log(
  `Date ${new Date().toISOString()}; ${facts()}; ${workers} worker(s) each; ${rounds} runs of ${seconds} s each,`,
);
console.log(`alternating; median of the runs; load average at the start ${loadavg()[0]?.toFixed(1)}.\n`);
await idleMemory();
for (const proxy of proxies) await load(proxy, paths.small, ["-c50"], 2);
console.log(
  "| case | proxy | CPU µs/request | user | system | ratio to nginx | requests/s | p50 ms | p99 ms | failures |",
);
console.log("|---|---|---|---|---|---|---|---|---|---|");
for (const one of cases) await compare(one);
for (const proxy of [...proxies, backend]) await proxy.stop();
rmSync(directory, { recursive: true, force: true });

async function compare({ name, path, options, idle = 0 }: Case): Promise<void> {
  const runs = new Map<string, Run[]>(proxies.map((proxy) => [proxy.name, []]));
  const open = await Promise.all(proxies.map((proxy) => openIdle(proxy, idle)));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < proxies.length; i++) {
      // Each round begins with another one.
      const proxy = proxies[(i + round) % proxies.length] as Measured;
      const run = await load(proxy, path, options, seconds);
      runs.get(proxy.name)?.push(run);
      console.error(`${name} ${proxy.name} ${run.cpuUs.toFixed(1)} µs ${run.perSecond.toFixed(0)}/s`);
    }
  }
  for (const socket of open.flat()) socket.destroy();
  const base = median(runs.get("nginx") as Run[], "cpuUs");
  for (const proxy of proxies) {
    const list = runs.get(proxy.name) as Run[];
    const of = (key: keyof Run, digits = 1): string => median(list, key).toFixed(digits);
    const failures = list.reduce((sum, run) => sum + run.failures, 0);
    const ratio = (median(list, "cpuUs") / base).toFixed(2);
    console.log(
      `| ${name} | ${proxy.name} | ${of("cpuUs")} | ${of("userUs")} | ${of("systemUs")} | ${ratio} | ${of("perSecond", 0)} | ${of("p50Ms", 2)} | ${of("p99Ms", 2)} | ${failures} |`,
    );
  }
}

async function idleMemory(): Promise<void> {
  console.log("| proxy | resident kB per idle keep-alive client (6,000 open) |\n|---|---|");
  for (const proxy of proxies) {
    // A little traffic first: what is built once is not a client's.
    await load(proxy, paths.small, ["-c10"], 1);
    const before = proxy.residentBytes();
    const sockets = await openIdle(proxy, 6000);
    const per = (proxy.residentBytes() - before) / sockets.length / 1024;
    console.log(`| ${proxy.name} | ${per.toFixed(1)} |`);
    for (const socket of sockets) socket.destroy();
  }
  console.log("");
}

function median(runs: readonly Run[], key: keyof Run): number {
  const sorted = runs.map((run) => run[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function facts(): string {
  const version = (command: string, args: string[]): string =>
    /(\d+\.\d+(\.\d+)?)/.exec(execFileSync("sh", ["-c", `${command} ${args.join(" ")} 2>&1`]).toString())?.[1] ?? "?";
  const memory = Math.round(totalmem() / 2 ** 30);
  const kernel = /^(\d+\.\d+)/.exec(readFileSync("/proc/sys/kernel/osrelease", "utf8"))?.[1] ?? release();
  return (
    `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${memory} GB, Linux ${kernel}, Node ${process.version}, ` +
    `nginx ${version("nginx", ["-v"])}, HAProxy ${version("haproxy", ["-v"])}`
  );
}
