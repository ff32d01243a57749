import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { segmentName } from "@/lib/model/log-segment";

export interface LineValues {
  at: number;
  status?: number;
  client?: string;
  method?: string;
  host?: string;
  path?: string;
  seconds?: string;
  servers?: string[];
  agent?: string;
  loadBalancerId?: string;
  listenerId?: string;
}

/** A line as the engine writes it; values are put in as they are. */
export function logLine(values: LineValues): string {
  const { at, status = 200, client = "10.0.0.1", method = "GET", host = "shop.example", path = "/" } = values;
  const { seconds = "0.012", servers = ["10.1.1.2:8080"], agent = "curl/8", loadBalancerId = "lb" } = values;
  const { listenerId = "li" } = values;
  const each = (text: string) => (servers.length === 0 ? "-" : servers.map(() => text).join(", "));
  const addresses = servers.length === 0 ? "-" : servers.join(", ");
  const time = new Date(at).toISOString().slice(0, 19);
  return (
    `${(at / 1000).toFixed(3)} stream [${time}+00:00] elb_01 ${client}:4000 ${status} ` +
    `"${method} http://${host}${path} HTTP/1.1" 100 200 4 ${seconds} "${each(String(status))}" "${each("0.001")}" ` +
    `"${each("0.010")}" "${each("0.011")}" "${addresses}" "${agent}" "-" "-" loadbalancer_${loadBalancerId} ` +
    `listener_${listenerId} ${listenerId} pool_p "-" tenant 1.2.3.4:80 "${addresses}" - - - - 321`
  );
}

/** A stream's directory with a file for each list of lines, of the worker that is said. */
export function streamOf(files: { worker: number; beganAt: number; lines: string[]; rest?: string }[]): string {
  const directory = mkdtempSync(join(tmpdir(), "evenkeel-logs-"));
  for (const { worker, beganAt, lines, rest = "" } of files) {
    const text = lines.map((line) => `${line}\n`).join("") + rest;
    writeFileSync(join(directory, segmentName(beganAt, worker)), text, "latin1");
  }
  return directory;
}
