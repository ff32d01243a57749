import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { launch, type Measured } from "./processes";

/** Sizes that the backend answers with, by path. */
export const paths = { small: "/small", kilobytes10: "/10k", megabyte: "/1m" } as const;

export const backendPort = 18_190;

/** The one backend of all: nginx with fixed answers, so that it is never what is measured. */
export function startBackend(directory: string): Promise<Measured> {
  const files = join(directory, "files");
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "10k"), "x".repeat(10_240));
  writeFileSync(join(files, "1m"), "x".repeat(1_048_576));
  return nginx(
    "backend",
    backendPort,
    directory,
    `server { listen 127.0.0.1:${backendPort} backlog=4096; root ${files}; default_type text/plain; sendfile on; tcp_nopush on;
      location = /small { return 200 "${"x".repeat(127)}\\n"; } }`,
    1,
  );
}

export function startNginx(directory: string, workers: number): Promise<Measured> {
  return nginx(
    "nginx",
    18_191,
    directory,
    `upstream b { server 127.0.0.1:${backendPort}; keepalive 512; keepalive_requests 100000000; }
     server { listen 127.0.0.1:18191 backlog=4096${workers > 1 ? " reuseport" : ""};
      location / { proxy_pass http://b; proxy_http_version 1.1; proxy_set_header Connection "";
       proxy_set_header Host $http_host; proxy_set_header X-Real-IP $remote_addr;
       proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; } }`,
    workers,
  );
}

function nginx(name: string, port: number, directory: string, http: string, workers: number): Promise<Measured> {
  const file = join(directory, `${name}.conf`);
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? "user root;\n" : ""}daemon off; worker_processes ${workers}; pid ${directory}/${name}.pid; error_log ${directory}/${name}.err warn;
events { worker_connections 8192; }
http { access_log off; keepalive_requests 100000000; keepalive_timeout 300s;
 client_body_temp_path ${directory}/${name}-body; proxy_temp_path ${directory}/${name}-proxy;
 fastcgi_temp_path ${directory}/f; uwsgi_temp_path ${directory}/u; scgi_temp_path ${directory}/s;
 ${http} }`,
  );
  return launch(name, port, "nginx", ["-c", file, "-p", directory]);
}

export function startHaproxy(directory: string, workers: number): Promise<Measured> {
  const file = join(directory, "haproxy.cfg");
  writeFileSync(
    file,
    `global
  nbthread ${workers}
  maxconn 8192
defaults
  mode http
  timeout connect 5s
  timeout client 300s
  timeout server 60s
  option forwardfor
  http-reuse always
frontend f
  bind 127.0.0.1:18192 backlog 4096
  http-request set-header X-Forwarded-Proto http
  http-request set-header X-Real-IP %[src]
  default_backend b
backend b
  server s 127.0.0.1:${backendPort} pool-max-conn 512
`,
  );
  return launch("haproxy", 18_192, "haproxy", ["-db", "-f", file]);
}

/** Bundles the engine from this source, as it is shipped; gives the entry. */
export async function bundleEvenkeel(): Promise<string> {
  const outdir = join(process.cwd(), ".build/bench");
  await build({
    entryPoints: { main: "engine/bench/evenkeel.ts", worker: "engine/workers/worker.ts" },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["koffi", "pino"],
    logLevel: "warning",
  });
  return join(outdir, "main.mjs");
}

export async function startEvenkeel(workers: number): Promise<Measured> {
  const args = [await bundleEvenkeel(), String(workers), "127.0.0.1", "18193", `127.0.0.1:${backendPort}`];
  return launch("evenkeel", 18_193, process.execPath, args);
}
