import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { launch, type Measured } from "./processes";
import type { State } from "./evenkeel";
import { type BenchBalancer, type BenchListener, benchSnapshot } from "./snapshot";

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

/** How proxies run: workers, and whether each request is logged with the guide's fields. */
export interface Setup {
  workers: number;
  log: boolean;
}

/** Offset of the port where the proxy keeps a client with its server by a cookie. */
export const stickyOffset = 10;

export const nginxLogFormat = `'$msec stream [$time_iso8601] elb_01 $remote_addr:$remote_port $status '
 '"$request_method $scheme://$host$request_uri $server_protocol" $request_length $bytes_sent $body_bytes_sent '
 '$request_time "$upstream_status" "$upstream_connect_time" "$upstream_header_time" "$upstream_response_time" '
 '"$upstream_addr" "$http_user_agent" "$http_referer" "$http_x_forwarded_for" loadbalancer_1 listener_1 1 pool_1 "-" '
 'tenant $server_addr:$server_port "$upstream_addr" - $ssl_protocol $ssl_cipher $ssl_server_name $tcpinfo_rtt'`;

export function startNginx(directory: string, { workers, log }: Setup): Promise<Measured> {
  const server = (port: number, upstream: string) =>
    `server { listen 127.0.0.1:${port} backlog=4096${workers > 1 ? " reuseport" : ""};
      location / { proxy_pass http://${upstream}; proxy_http_version 1.1; proxy_set_header Connection "";
       proxy_set_header Host $http_host; proxy_set_header X-Real-IP $remote_addr;
       proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; } }`;
  const upstream = (name: string, how: string) =>
    `upstream ${name} { ${how} server 127.0.0.1:${backendPort}; keepalive 512; keepalive_requests 100000000; }`;
  return nginx(
    "nginx",
    18_191,
    directory,
    `log_format elb ${nginxLogFormat};
     access_log ${log ? `${directory}/nginx.log elb buffer=64k flush=1s` : "off"};
     ${upstream("b", "")} ${upstream("sticky", "hash $cookie_server consistent;")}
     ${server(18_191, "b")} ${server(18_191 + stickyOffset, "sticky")}`,
    workers,
  );
}

export function nginx(name: string, port: number, directory: string, http: string, workers: number): Promise<Measured> {
  const file = join(directory, `${name}.conf`);
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? "user root;\n" : ""}daemon off; worker_processes ${workers}; pid ${directory}/${name}.pid; error_log ${directory}/${name}.err warn;
events { worker_connections 8192; }
http { ${name === "backend" ? "access_log off;" : ""} keepalive_requests 100000000; keepalive_timeout 300s;
 client_body_temp_path ${directory}/${name}-body; proxy_temp_path ${directory}/${name}-proxy;
 fastcgi_temp_path ${directory}/f; uwsgi_temp_path ${directory}/u; scgi_temp_path ${directory}/s;
 ${http} }`,
  );
  return launch(name, port, "nginx", ["-c", file, "-p", directory]);
}

/** HAProxy writes no file itself: its log goes line by line to the file that its standard output is. */
const haproxyLog = `  log stdout format raw local0
  http-request capture req.hdr(User-Agent) len 256
  http-request capture req.hdr(Referer) len 256
  http-request capture req.hdr(X-Forwarded-For) len 256
  log-format "%Ts.%ms stream [%T] elb_01 %ci:%cp %ST %{+Q}r %U %B %Ta \\"%ST\\" \\"%Tc\\" \\"%Tr\\" \\"%Tt\\" \\"%si:%sp\\" \\"%[capture.req.hdr(0)]\\" \\"%[capture.req.hdr(1)]\\" \\"%[capture.req.hdr(2)]\\" loadbalancer_1 listener_1 1 pool_1 \\"-\\" tenant %fi:%fp \\"%si:%sp\\" - %sslv %sslc - %[fc_rtt(us)]"
`;

export function startHaproxy(directory: string, { workers, log }: Setup): Promise<Measured> {
  const file = join(directory, "haproxy.cfg");
  const frontend = (name: string, port: number) => `frontend f-${name}
  bind 127.0.0.1:${port} backlog 4096
${log ? haproxyLog : ""}  http-request set-header X-Forwarded-Proto http
  http-request set-header X-Real-IP %[src]
  default_backend ${name}
`;
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
${frontend("b", 18_192)}backend b
  server s 127.0.0.1:${backendPort} pool-max-conn 512
${frontend("sticky", 18_192 + stickyOffset)}backend sticky
  cookie SERVER insert indirect
  server s 127.0.0.1:${backendPort} cookie s pool-max-conn 512
`,
  );
  return launch("haproxy", 18_192, "haproxy", ["-db", "-f", file], join(directory, "haproxy.log"));
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

/** Writes the first state of the engine to a file of its own. */
export function stateFile(
  directory: string,
  listeners: readonly BenchListener[],
  balancer: BenchBalancer = {},
): string {
  const state: State = { snapshot: benchSnapshot("127.0.0.1", listeners, balancer), offline: [] };
  const file = join(directory, `evenkeel-${listeners[0]?.port}.json`);
  writeFileSync(file, JSON.stringify(state));
  return file;
}

const metricsPort = { off: 18_193, on: 18_195 } as const;

/** The engine; with `subscriber` it closes a window each second and writes it as a console gets it. */
export async function startEvenkeel(directory: string, { workers, log }: Setup, subscriber = false): Promise<Measured> {
  const port = metricsPort[subscriber ? "on" : "off"];
  const member = { id: "m0", address: "127.0.0.1", port: backendPort, weight: 1 };
  const persistence = { type: "HTTP_COOKIE" as const, cookieName: null, timeoutMs: 3_600_000 };
  const listeners = [
    { id: "plain", port, members: [member] },
    { id: "sticky", port: port + stickyOffset, members: [{ ...member, id: "m1" }], persistence },
  ];
  const file = stateFile(directory, listeners, { accessLogStreamId: log ? "bench" : null });
  const args = [await bundleEvenkeel(), String(workers), directory, subscriber ? "subscriber" : "", file];
  return launch(subscriber ? "evenkeel, subscribed" : "evenkeel", port, process.execPath, args);
}
