import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { backendPort, bundleEvenkeel, nginx, nginxLogFormat, paths, startBackend, stateFile } from "./peers";
import { launch, type Measured } from "./processes";
import { alternating, median, warmUpSeconds } from "./rounds";

/**
 * HTTP/2 at one worker, with h2load as client, against nginx with the same certificate, ciphers and access log:
 * CPU a request as a ratio of medians of alternating runs. `h2.ts [rounds] [seconds]`.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);
const ciphers = "ECDHE-RSA-AES128-GCM-SHA256";
const ports = { nginx: 18_391, evenkeel: 18_393 };

const cases = [
  { name: "128 B, 10 connections of 10 streams", path: paths.small, options: ["-c10", "-m10"] },
  { name: "128 B, 50 connections of 1 stream", path: paths.small, options: ["-c50", "-m1"] },
  { name: "128 B, 1 connection of 100 streams", path: paths.small, options: ["-c1", "-m100"] },
  { name: "10 kB, 10 connections of 10 streams", path: paths.kilobytes10, options: ["-c10", "-m10"] },
  { name: "1 MB, 4 connections of 2 streams", path: paths.megabyte, options: ["-c4", "-m2"] },
];

interface Run {
  perSecond: number;
  cpuUs: number;
  userUs: number;
  systemUs: number;
  failures: number;
}

for (const [tool, hint] of [
  ["h2load", "apt-get install nghttp2-client"],
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

const directory = mkdtempSync(join(tmpdir(), "evenkeel-h2-"));
const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=bench.example.com", "-days", "30"];
execFileSync("openssl", [...request, "-keyout", key, "-out", certificate], { stdio: "ignore" });

const backend = await startBackend(directory);
const proxies = [await startNginx(), await startEvenkeel()];
console.log(`\`npm run bench:h2 -- ${rounds} ${seconds}\`, ${new Date().toISOString()}, load average ${load()}.\n`);
console.log(
  "| case | proxy | CPU µs/request | user | system | ratio | requests/s | failures |\n|---|---|---|---|---|---|---|---|",
);
for (const { name, path, options } of cases) {
  for (const proxy of proxies) await h2load(proxy, path, options, warmUpSeconds);
  const runs = await alternating(proxies, rounds, (proxy) => h2load(proxy, path, options, seconds));
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
console.log(`\nLoad average at the end ${load()}.`);
for (const one of [...proxies, backend]) await one.stop();
rmSync(directory, { recursive: true, force: true });

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? "unknown";
}

async function h2load(proxy: Measured, path: string, options: readonly string[], duration: number): Promise<Run> {
  const before = proxy.cpuUs();
  const url = `https://127.0.0.1:${proxy.port}${path}`;
  const { stdout } = await promisify(execFile)("h2load", ["-t1", `-D${duration}`, ...options, url]);
  const after = proxy.cpuUs();
  const [, succeeded = 0, failed = 0] = (/(\d+) succeeded, (\d+) failed/.exec(stdout) ?? []).map(Number);
  if (succeeded === 0) throw new Error(`${proxy.name} answered nothing: ${stdout}`);
  const userUs = (after.user - before.user) / succeeded;
  const systemUs = (after.system - before.system) / succeeded;
  const run = { perSecond: succeeded / duration, userUs, systemUs, cpuUs: userUs + systemUs, failures: failed };
  console.error(`${options.join(" ")} ${path} ${proxy.name} ${run.cpuUs.toFixed(1)} µs ${run.perSecond.toFixed(0)}/s`);
  return run;
}

function startNginx(): Promise<Measured> {
  return nginx(
    "nginx",
    ports.nginx,
    directory,
    `log_format elb ${nginxLogFormat}; access_log ${directory}/nginx.log elb buffer=64k flush=1s;
     upstream b { server 127.0.0.1:${backendPort}; keepalive 512; keepalive_requests 100000000; }
     server { listen 127.0.0.1:${ports.nginx} ssl http2 backlog=4096; ssl_certificate ${certificate};
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
    http2: true,
    clientHeaders: false,
  };
  const members = [{ id: "m0", address: "127.0.0.1", port: backendPort, weight: 1 }];
  const pem = readFileSync(certificate, "utf8");
  const certificates = [
    { id: "c", name: "c", certificatePem: pem, sealedKey: readFileSync(key, "utf8"), names: ["bench.example.com"] },
  ];
  const listeners = [{ id: "h2", protocol: "HTTPS" as const, port: ports.evenkeel, members, tls }];
  const file = stateFile(directory, listeners, { accessLogStreamId: "bench", certificates });
  return launch("evenkeel", ports.evenkeel, process.execPath, [await bundleEvenkeel(), "1", directory, "", file]);
}
