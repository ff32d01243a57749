import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "../load";
import { paths, startBackend } from "../peers";
import type { Measured } from "../processes";
import { alternating, median, warmUpSeconds } from "../rounds";
import { startEvenkeel, startHaproxy, startNginx } from "./proxies";

/**
 * Compares TCP listeners with nginx stream and HAProxy (splice): one backend, wrk through each, alternating runs.
 * `tsx engine/bench/tcp/run.ts [rounds] [seconds]`; needs nginx with its stream module (libnginx-mod-stream). Prints
 * Markdown; progress goes to stderr.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);

interface Case {
  name: string;
  path: string;
  options: string[];
  /** Bytes of an answer where bytes are what counts; else connections are. */
  bytes?: number;
}

const megabyte = 1_048_576;
const cases: Case[] = [
  { name: "1 MB answers, 10 connections", path: paths.megabyte, options: ["-c10"], bytes: megabyte },
  { name: "128 B, a connection each", path: paths.small, options: ["-c50", "-H", "Connection: close"] },
  { name: "128 B answers, 50 connections", path: paths.small, options: ["-c50"] },
];

const directory = mkdtempSync(join(tmpdir(), "evenkeel-bench-tcp-"));
const backend = await startBackend(directory);
const proxies: Measured[] = [
  await startNginx(directory),
  await startHaproxy(directory),
  await startEvenkeel(directory),
];
console.log(
  "| case | proxy | CPU | user | system | ratio to nginx | a second | failures |\n|---|---|---|---|---|---|---|---|",
);
for (const one of cases) await compare(one);
for (const proxy of [...proxies, backend]) await proxy.stop();
rmSync(directory, { recursive: true, force: true });

async function compare({ name, path, options, bytes }: Case): Promise<void> {
  for (const proxy of proxies) await load(proxy, proxy.port, path, options, warmUpSeconds);
  const runs = await alternating(proxies, rounds, async (proxy) => {
    const run = await load(proxy, proxy.port, path, options, seconds);
    console.error(`${name} ${proxy.name} ${run.cpuUs.toFixed(1)} µs ${run.perSecond.toFixed(0)}/s`);
    return run;
  });
  const base = median(runs.get(proxies[0] as Measured) ?? [], "cpuUs");
  for (const [proxy, list] of runs) {
    const cpu = (key: "cpuUs" | "userUs" | "systemUs"): string => {
      const us = median(list, key);
      return bytes === undefined ? `${us.toFixed(1)} µs` : `${((us * 1e9) / bytes / 1e6).toFixed(2)} s/GB`;
    };
    const perSecond = median(list, "perSecond");
    const speed = bytes === undefined ? perSecond.toFixed(0) : `${((perSecond * bytes) / 1e9).toFixed(2)} GB`;
    const ratio = (median(list, "cpuUs") / base).toFixed(2);
    const failures = list.reduce((sum, run) => sum + run.failures, 0);
    const figures = [cpu("cpuUs"), cpu("userUs"), cpu("systemUs"), ratio, speed, failures];
    console.log(`| ${name} | ${proxy.name} | ${figures.join(" | ")} |`);
  }
}
