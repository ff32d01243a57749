import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Measured } from "../processes";
import { alternating, median, warmUpSeconds } from "../rounds";
import { echoPort, startEvenkeel, startNginx } from "./proxies";

/**
 * Compares UDP listeners with nginx stream: one echo server, one load generator, alternating runs.
 * `tsx engine/bench/udp/run.ts [rounds] [seconds]`; needs nginx with its stream module (libnginx-mod-stream). Prints
 * Markdown; progress goes to stderr. A datagram is one question and its answer.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);

interface Case {
  name: string;
  flows: number;
  window: number;
  bytes: number;
}

interface Run {
  cpuUs: number;
  perSecond: number;
  lost: number;
}

const cases: Case[] = [
  { name: "128 B, 50 flows, 1 under way", flows: 50, window: 1, bytes: 128 },
  { name: "128 B, 50 flows, 8 under way", flows: 50, window: 8, bytes: 128 },
  { name: "1,200 B, 1,000 flows, 1 under way", flows: 1000, window: 1, bytes: 1200 },
];

const directory = mkdtempSync(join(tmpdir(), "evenkeel-bench-udp-"));
const tsx = join(process.cwd(), "node_modules/.bin/tsx");
const echo: ChildProcess = spawn(process.execPath, ["--import", "tsx", "engine/bench/udp/echo.ts", String(echoPort)]);
const proxies: Measured[] = [await startNginx(directory), await startEvenkeel(directory)];
console.log(
  "| case | proxy | CPU µs/datagram | ratio to nginx | datagrams/s | unanswered |\n|---|---|---|---|---|---|",
);
for (const one of cases) await compare(one);
for (const proxy of proxies) await proxy.stop();
echo.kill();
rmSync(directory, { recursive: true, force: true });

async function compare(one: Case): Promise<void> {
  for (const proxy of proxies) await load(proxy, one, warmUpSeconds);
  const runs = await alternating(proxies, rounds, async (proxy) => {
    const run = await load(proxy, one, seconds);
    console.error(`${one.name} ${proxy.name} ${run.cpuUs.toFixed(2)} µs ${run.perSecond.toFixed(0)}/s`);
    return run;
  });
  const base = median(runs.get(proxies[0] as Measured) ?? [], "cpuUs");
  for (const [proxy, list] of runs) {
    const cpu = median(list, "cpuUs");
    const lost = list.reduce((sum, run) => sum + run.lost, 0);
    const figures = [cpu.toFixed(2), (cpu / base).toFixed(2), median(list, "perSecond").toFixed(0), lost];
    console.log(`| ${one.name} | ${proxy.name} | ${figures.join(" | ")} |`);
  }
}

async function load(proxy: Measured, { flows, window, bytes }: Case, forSeconds: number): Promise<Run> {
  const args = ["engine/bench/udp/load.ts", ...[proxy.port, flows, window, bytes, forSeconds].map(String)];
  const before = proxy.cpuUs();
  const { stdout } = await promisify(execFile)(tsx, args);
  const after = proxy.cpuUs();
  const { answers, lost, perSecond } = JSON.parse(stdout) as { answers: number; lost: number; perSecond: number };
  const cpuUs = (after.user - before.user + after.system - before.system) / answers;
  return { cpuUs, lost, perSecond };
}
