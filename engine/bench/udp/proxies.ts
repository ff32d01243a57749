import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleEvenkeel, stateFile } from "../peers";
import { launch, type Measured } from "../processes";

export const echoPort = 18_290;

/** nginx's stream proxy: a session a client, as ours; without a number of answers it lives until its timeout. */
export function startNginx(directory: string): Promise<Measured> {
  const file = join(directory, "nginx-udp.conf");
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? "user root;\n" : ""}load_module /usr/lib/nginx/modules/ngx_stream_module.so;
daemon off; worker_processes 1; pid ${directory}/nginx-udp.pid; error_log ${directory}/nginx-udp.err warn;
events { worker_connections 16384; }
stream {
 server { listen 127.0.0.1:18291 udp; proxy_pass 127.0.0.1:${echoPort}; proxy_timeout 60s; }
 server { listen 127.0.0.1:18291; return ready; }
}`,
  );
  return launch("nginx", 18_291, "nginx", ["-c", file, "-p", directory]);
}

/** Ours, with a TCP listener on the same port that tells when it listens. */
export async function startEvenkeel(directory: string): Promise<Measured> {
  const member = { id: "m0", address: "127.0.0.1", port: echoPort, weight: 1 };
  // The TCP listener shares the port, so that one can see it listen.
  const listeners = [
    { id: "l", port: 18_292, members: [member], protocol: "UDP" as const },
    { id: "shown", port: 18_292, members: [], protocol: "TCP" as const },
  ];
  const args = [await bundleEvenkeel(), "1", directory, "", stateFile(directory, listeners)];
  return launch("evenkeel", 18_292, process.execPath, args);
}
