import type { Case } from "./cases";
import { askForCookie, load, loadAtRate, openIdle, type Run } from "./load";
import { stickyOffset } from "./peers";
import type { Measured } from "./processes";
import { alternating, median, warmUpSeconds } from "./rounds";

/** How often and how long each proxy runs. */
export interface Effort {
  rounds: number;
  seconds: number;
}

/** Runs one case on all proxies in turn, each round beginning with another one; prints a row each. Gives the medians. */
export async function compare(proxies: readonly Measured[], one: Case, effort: Effort): Promise<Map<string, Run>> {
  const { name, path, options, idle = 0, sticky = false } = one;
  const open = await Promise.all(proxies.map((proxy) => openIdle(proxy, idle)));
  for (const proxy of proxies)
    await load(proxy, sticky ? proxy.port + stickyOffset : proxy.port, path, options, warmUpSeconds);
  const runs = await alternating(proxies, effort.rounds, async (proxy) => {
    const port = sticky ? proxy.port + stickyOffset : proxy.port;
    const cookie = sticky ? ["-H", `Cookie: ${await askForCookie(port)}`] : [];
    const run = await load(proxy, port, path, [...options, ...cookie], effort.seconds);
    console.error(`${name} ${proxy.name} ${run.cpuUs.toFixed(1)} µs ${run.perSecond.toFixed(0)}/s`);
    return run;
  });
  for (const socket of open.flat()) socket.destroy();
  const base = median(runs.get(proxies[0] as Measured) ?? [], "cpuUs");
  const medians = new Map<string, Run>();
  for (const [proxy, list] of runs) {
    const middle = Object.fromEntries(
      Object.keys(list[0] ?? {}).map((key) => [key, median(list, key as keyof Run)]),
    ) as unknown as Run;
    medians.set(proxy.name, middle);
    const failures = list.reduce((sum, run) => sum + run.failures, 0);
    const { cpuUs, userUs, systemUs, perSecond, p50Ms, p99Ms } = middle;
    const figures = [cpuUs.toFixed(1), userUs.toFixed(1), systemUs.toFixed(1), (cpuUs / base).toFixed(2)];
    figures.push(perSecond.toFixed(0), p50Ms.toFixed(2), p99Ms.toFixed(2), String(failures));
    console.log(`| ${name} | ${proxy.name} | ${figures.join(" | ")} |`);
  }
  return medians;
}

export function printHead(): void {
  const columns = ["case", "proxy", "CPU µs/request", "user", "system", "ratio", "requests/s", "p50 ms", "p99 ms"];
  console.log(`| ${columns.join(" | ")} | failures |\n|${"---|".repeat(columns.length + 1)}`);
}

/** The same rate for all; prints a row each. */
export async function compareAtRate(
  proxies: readonly Measured[],
  path: string,
  perSecond: number,
  { rounds, seconds }: Effort,
): Promise<void> {
  const runs = await alternating(proxies, rounds, (proxy) => loadAtRate(proxy, path, 50, perSecond, seconds));
  const base = median(runs.get(proxies[0] as Measured) ?? [], "p99Ms");
  console.log("| proxy | requests/s | p50 ms | p99 ms | ratio of p99 | failures |\n|---|---|---|---|---|---|");
  for (const [proxy, list] of runs) {
    const p99 = median(list, "p99Ms");
    const failures = list.reduce((sum, run) => sum + run.failures, 0);
    const figures = [median(list, "p50Ms").toFixed(2), p99.toFixed(2), (p99 / base).toFixed(2), String(failures)];
    console.log(`| ${proxy.name} | ${perSecond} | ${figures.join(" | ")} |`);
  }
  console.log("");
}
