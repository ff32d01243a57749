import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg } from "node:os";
import { readFileSync } from "node:fs";
import { EngineInstallation } from "@/engine/control/testing/engine-process";
import { loadBalancer, member, monitor, pool, snapshot } from "@/engine/plan/testing/sample-snapshot";

/*
 * What the engine's own health checks cost: 5,000 members in 50 groups, no traffic, each checked every 5 s (the
 * default), by TCP and by HTTP. `npm run bench:checks -- [seconds]`; figures in RESULTS.md. Nothing is asserted:
 * a shared machine decides how fast it is. Every member has an address of its own in 127.0.0.0/8; one server answers.
 */

const groups = 50;
const membersEach = 100;
const intervalMs = 5000;
const seconds = Number(process.argv[2] ?? 30);

let probes = 0;
const backend = createServer((_, response) => response.end("ok"));
backend.on("connection", () => {
  probes += 1;
});
await new Promise<void>((done) => backend.listen({ host: "0.0.0.0", port: 0, backlog: 4096 }, done));
const { port } = backend.address() as AddressInfo;

function poolsOf(type: "TCP" | "HTTP" | null) {
  return Array.from({ length: groups }, (_, group) =>
    pool({
      id: `pool-${group}`,
      healthMonitor: type === null ? null : monitor({ id: `monitor-${group}`, type, intervalMs }),
      members: Array.from({ length: membersEach }, (_each, index) =>
        member({ id: `m-${group}-${index}`, address: `127.44.${group}.${index + 1}`, port }),
      ),
    }),
  );
}

/** CPU time of a process so far in ms, user and system (ticks of 10 ms), and its resident memory in MB. */
function usage(pid: number): { cpuMs: number; memoryMb: number } {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, memoryMb: Number(resident?.[1] ?? 0) / 1024 };
}

const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));
const installation = new EngineInstallation();
const engine = installation.start({ EVENKEEL_WORKERS: "2" });
try {
  const control = await engine.connect();
  console.log(`${groups * membersEach} members, one probe each every ${intervalMs / 1000} s, ${seconds} s a row`);
  console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, 2 workers`);
  console.log(
    "check | probes/s | engine's CPU, % of one core | µs a probe | resident MB | online | turns left out | load average",
  );
  let idle = 0;
  for (const [index, type] of ([null, "TCP", "HTTP"] as const).entries()) {
    const { errors } = await control.apply(
      snapshot({ generation: index + 1, loadBalancers: [loadBalancer()], pools: poolsOf(type) }),
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
    // The first two intervals: probed at once, then spread over one.
    await rest(3 * intervalMs);
    const left = (await control.state()).skippedChecks;
    const begun = { at: performance.now(), probes, ...usage(engine.pid) };
    await rest(seconds * 1000);
    const { cpuMs, memoryMb } = usage(engine.pid);
    const ms = performance.now() - begun.at;
    const percent = ((cpuMs - begun.cpuMs) / ms) * 100;
    const rate = ((probes - begun.probes) / ms) * 1000;
    if (type === null) idle = percent;
    const each = rate === 0 ? "–" : (((percent - idle) * 10_000) / rate).toFixed(0);
    const state = await control.state();
    const online = state.members.filter(({ health }) => health === "online").length;
    const row = [type ?? "off", rate.toFixed(0), percent.toFixed(1), each, memoryMb.toFixed(0), online];
    row.push(state.skippedChecks - left, loadavg()[0]?.toFixed(1) ?? "–");
    console.log(row.join(" | "));
  }
} finally {
  await engine.end("SIGTERM");
  await installation.remove();
  backend.close();
}
process.exit(0);
