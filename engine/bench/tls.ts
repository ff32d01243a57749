import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import { load } from "./load";
import { backendPort, bundleEvenkeel, nginx, nginxLogFormat, paths, startBackend, stateFile } from "./peers";
import { launch, type Measured } from "./processes";
import { alternating, median, warmUpSeconds } from "./rounds";

/**
 * TLS at one worker against nginx with the same certificate (RSA 2048), ciphers and access log: wrk for requests,
 * `openssl s_time` for handshakes, each with one request; beside them the floor of `handles.ts`. CPU as a ratio of medians of alternating runs.
 * `tls.ts [rounds] [seconds] [beginning of a case's name]`.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2, 4).map(Number);
/** Only cases whose names begin with it. */
const only = process.argv[4] ?? "";
const ciphers = "ECDHE-RSA-AES128-GCM-SHA256";
const ports = { nginx: 18_491, evenkeel: 18_493, handles: 18_495 };
/** Clients that shake hands at the same time. */
const clients = 4;

interface Run {
  perSecond: number;
  cpuUs: number;
  userUs: number;
  systemUs: number;
  failures: number;
}

type Work = (proxy: Measured, duration: number) => Promise<Run>;

const cases: { name: string; unit: string; work: Work }[] = [
  { name: "128 B, 50 keep-alive", unit: "requests", work: requests(paths.small, "-c50") },
  { name: "10 kB, 50 keep-alive", unit: "requests", work: requests(paths.kilobytes10, "-c50") },
  { name: "1 MB, 10 keep-alive", unit: "requests", work: requests(paths.megabyte, "-c10") },
  { name: "full handshake, TLS 1.3", unit: "handshakes", work: handshakes("-new", "-tls1_3") },
  { name: "full handshake, TLS 1.2", unit: "handshakes", work: handshakes("-new", "-tls1_2") },
  { name: "resumed, TLS 1.3", unit: "handshakes", work: handshakes("-reuse", "-tls1_3") },
  { name: "resumed, TLS 1.2", unit: "handshakes", work: handshakes("-reuse", "-tls1_2") },
];

for (const [tool, hint] of [
  ["wrk", "apt-get install wrk"],
  ["nginx", "apt-get install nginx"],
  ["openssl", "apt-get install openssl"],
] as const) {
  try {
    execFileSync("which", [tool]);
  } catch {
    console.error(`${tool} is missing: ${hint}`);
    process.exit(1);
  }
}

const directory = mkdtempSync(join(tmpdir(), "evenkeel-tls-"));
const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=bench.example.com", "-days", "30"];
execFileSync("openssl", [...request, "-keyout", key, "-out", certificate], { stdio: "ignore" });

const backend = await startBackend(directory);
const proxies = [await startNginx(), await startEvenkeel(), await startHandles()];
console.log(`\`npm run bench:tls -- ${rounds} ${seconds}\`, ${new Date().toISOString()}, load average ${average()}.\n`);
console.log(
  "| case | proxy | CPU µs | user | system | ratio | a second | failures |\n|---|---|---|---|---|---|---|---|",
);
for (const { name, unit, work } of cases.filter((one) => one.name.startsWith(only))) {
  for (const proxy of proxies) await work(proxy, Math.min(warmUpSeconds, seconds + 1));
  const runs = await alternating(proxies, rounds, async (proxy) => {
    const run = await work(proxy, seconds);
    console.error(`${name} ${proxy.name} ${run.cpuUs.toFixed(1)} µs ${run.perSecond.toFixed(0)} ${unit}/s`);
    return run;
  });
  const base = median(runs.get(proxies[0] as Measured) ?? [], "cpuUs");
  for (const [proxy, list] of runs) {
    const [cpu, user, system] = [median(list, "cpuUs"), median(list, "userUs"), median(list, "systemUs")];
    const failures = list.reduce((sum, run) => sum + run.failures, 0);
    const figures = [cpu.toFixed(1), user.toFixed(1), system.toFixed(1), (cpu / base).toFixed(2)];
    console.log(
      `| ${name} | ${proxy.name} | ${figures.join(" | ")} | ${median(list, "perSecond").toFixed(0)} | ${failures} |`,
    );
  }
}
console.log(`\nLoad average at the end ${average()}.`);
for (const one of [...proxies, backend]) await one.stop();
rmSync(directory, { recursive: true, force: true });

function average(): string {
  return loadavg()[0]?.toFixed(1) ?? "unknown";
}

function requests(path: string, ...options: string[]): Work {
  return (proxy, duration) => load(proxy, proxy.port, path, options, duration, "https");
}

/** Connections with one request each, by several clients of openssl at the same time. */
function handshakes(...options: string[]): Work {
  return async (proxy, duration) => {
    const args = ["s_time", "-connect", `127.0.0.1:${proxy.port}`, "-www", paths.small, "-time", String(duration)];
    const before = proxy.cpuUs();
    const begun = performance.now();
    const outputs = await Promise.all(
      Array.from({ length: clients }, () => promisify(execFile)("openssl", [...args, ...options])),
    );
    const took = (performance.now() - begun) / 1000;
    const after = proxy.cpuUs();
    const done = outputs.reduce((sum, { stdout }) => sum + Number(/^(\d+) connections in/m.exec(stdout)?.[1] ?? 0), 0);
    if (done === 0) throw new Error(`${proxy.name} shook no hands: ${outputs[0]?.stdout} ${outputs[0]?.stderr}`);
    const userUs = (after.user - before.user) / done;
    const systemUs = (after.system - before.system) / done;
    const failures = outputs.filter(({ stdout }) => /error/i.test(stdout)).length;
    return { perSecond: done / took, userUs, systemUs, cpuUs: userUs + systemUs, failures };
  };
}

function startNginx(): Promise<Measured> {
  return nginx(
    "nginx",
    ports.nginx,
    directory,
    `log_format elb ${nginxLogFormat}; access_log ${directory}/nginx.log elb buffer=64k flush=1s;
     upstream b { server 127.0.0.1:${backendPort}; keepalive 512; keepalive_requests 100000000; }
     server { listen 127.0.0.1:${ports.nginx} ssl backlog=4096; ssl_certificate ${certificate};
      ssl_certificate_key ${key}; ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ${ciphers};
      location / { proxy_pass http://b; proxy_http_version 1.1; proxy_set_header Connection "";
       proxy_set_header Host $http_host; proxy_set_header X-Real-IP $remote_addr;
       proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; } }`,
    1,
  );
}

async function startEvenkeel(): Promise<Measured> {
  const tls = {
    defaultCertificateId: "c",
    sniCertificateIds: [],
    clientAuthentication: "NONE" as const,
    clientCaCertificateId: null,
    versions: ["TLSv1.2" as const, "TLSv1.3" as const],
    ciphers,
    http2: false,
    clientHeaders: false,
  };
  const members = [{ id: "m0", address: "127.0.0.1", port: backendPort, weight: 1 }];
  const pem = readFileSync(certificate, "utf8");
  const certificates = [
    { id: "c", name: "c", certificatePem: pem, sealedKey: readFileSync(key, "utf8"), names: ["bench.example.com"] },
  ];
  const listeners = [{ id: "tls", protocol: "HTTPS" as const, port: ports.evenkeel, members, tls }];
  const file = stateFile(directory, listeners, { accessLogStreamId: "bench", certificates });
  return launch("evenkeel", ports.evenkeel, process.execPath, [await bundleEvenkeel(), "1", directory, "", file]);
}

/** What Node's handles cost without our code. */
function startHandles(): Promise<Measured> {
  const args = [
    "engine/bench/handles.ts",
    "kept",
    String(ports.handles),
    String(backendPort),
    key,
    certificate,
    ciphers,
  ];
  return launch("handles alone", ports.handles, process.execPath, ["--import", "tsx", ...args]);
}
