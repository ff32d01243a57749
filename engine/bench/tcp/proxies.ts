import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { backendPort, bundleEvenkeel, stateFile } from "../peers";
import { launch, type Measured } from "../processes";

/** nginx's stream proxy as it comes: 16 kB a read. */
export function startNginx(directory: string): Promise<Measured> {
  const file = join(directory, "nginx-tcp.conf");
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? "user root;\n" : ""}load_module /usr/lib/nginx/modules/ngx_stream_module.so;
daemon off; worker_processes 1; pid ${directory}/nginx-tcp.pid; error_log ${directory}/nginx-tcp.err warn;
events { worker_connections 8192; }
stream { server { listen 127.0.0.1:18391 backlog=4096; proxy_pass 127.0.0.1:${backendPort}; } }`,
  );
  return launch("nginx", 18_391, "nginx", ["-c", file, "-p", directory]);
}

/** HAProxy with splicing wherever it can. */
export function startHaproxy(directory: string): Promise<Measured> {
  const file = join(directory, "haproxy-tcp.cfg");
  writeFileSync(
    file,
    `global
  nbthread 1
  maxconn 4096
defaults
  mode tcp
  timeout connect 5s
  timeout client 300s
  timeout server 300s
  option splice-auto
  option splice-request
  option splice-response
frontend f
  bind 127.0.0.1:18392 backlog 4096
  default_backend b
backend b
  server s 127.0.0.1:${backendPort}
`,
  );
  return launch("haproxy", 18_392, "haproxy", ["-db", "-f", file]);
}

export async function startEvenkeel(directory: string): Promise<Measured> {
  const members = [{ id: "m0", address: "127.0.0.1", port: backendPort, weight: 1 }];
  const file = stateFile(directory, [{ id: "l", port: 18_393, members, protocol: "TCP" }]);
  const args = [await bundleEvenkeel(), "1", directory, "", file];
  return launch("evenkeel", 18_393, process.execPath, args);
}
