import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { all, short, small } from "./cases";
import { compare, compareAtRate, printHead } from "./compare";
import { load, openIdle } from "./load";
import { paths, type Setup, startBackend, startEvenkeel, startHaproxy, startNginx } from "./peers";
import type { Measured } from "./processes";

/**
 * Compares the engine with nginx and HAProxy: one backend, one load generator (wrk), the same fields in the access
 * log, alternating runs. `run.ts [rounds] [seconds] [workers]`: workers of the case with several. Prints Markdown;
 * progress goes to stderr.
 */
const [rounds = 5, seconds = 3, workers = 2] = process.argv.slice(2).map(Number);
const effort = { rounds, seconds };

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
const begun = loadavg()[0]?.toFixed(1);
console.log(`Date ${new Date().toISOString()}; ${facts()};`);
console.log(`${rounds} runs of ${seconds} s each, alternating; medians; load average at the start ${begun}.\n`);

await section("One worker each, access log on", { workers: 1, log: true }, async (proxies) => {
  await idleMemory(proxies);
  printHead();
  let half = 0;
  for (const one of all) {
    const medians = await compare(proxies, one, effort);
    if (one === small) half = Math.round((medians.get("nginx")?.perSecond ?? 0) / 2);
  }
  console.log("\nAt half of the rate at which nginx was saturated, 128 B, 50 keep-alive:\n");
  await compareAtRate(proxies, paths.small, half, effort);
});
await section("One worker each, no access log", { workers: 1, log: false }, async (proxies) => {
  printHead();
  for (const one of [small, short]) await compare(proxies, one, effort);
});
await section(`${workers} workers each, access log on`, { workers, log: true }, async (proxies) => {
  printHead();
  await compare(proxies, small, effort);
});
await metricsSection();
await backend.stop();
rmSync(directory, { recursive: true, force: true });
console.log(`Load average at the end ${loadavg()[0]?.toFixed(1)}.`);

async function section(name: string, setup: Setup, work: (proxies: Measured[]) => Promise<void>): Promise<void> {
  console.log(`### ${name}\n`);
  const proxies = [
    await startNginx(directory, setup),
    await startHaproxy(directory, setup),
    await startEvenkeel(directory, setup),
  ];
  for (const proxy of proxies) await load(proxy, proxy.port, paths.small, ["-c50"], 2);
  await work(proxies);
  console.log("");
  for (const proxy of proxies) await proxy.stop();
}

/** What it costs that somebody watches: the engine against itself. */
async function metricsSection(): Promise<void> {
  console.log("### Metrics: nobody watches, and a subscriber gets every second\n");
  const setup = { workers: 1, log: false };
  const both = [await startEvenkeel(directory, setup), await startEvenkeel(directory, setup, true)];
  for (const proxy of both) await load(proxy, proxy.port, paths.small, ["-c50"], 2);
  printHead();
  await compare(both, small, effort);
  console.log("");
  for (const proxy of both) await proxy.stop();
}

async function idleMemory(proxies: readonly Measured[]): Promise<void> {
  console.log("| proxy | resident kB per idle keep-alive client (6,000 open) |\n|---|---|");
  for (const proxy of proxies) {
    // A little traffic first: what is built once is not a client's.
    await load(proxy, proxy.port, paths.small, ["-c10"], 1);
    const before = proxy.residentBytes();
    const sockets = await openIdle(proxy, 6000);
    const per = (proxy.residentBytes() - before) / sockets.length / 1024;
    console.log(`| ${proxy.name} | ${per.toFixed(1)} |`);
    for (const socket of sockets) socket.destroy();
  }
  console.log("");
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
