import { execFile } from "node:child_process";
import { connect, type Socket } from "node:net";
import { promisify } from "node:util";
import type { Measured } from "./processes";

export interface Run {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  userUs: number;
  systemUs: number;
  /** CPU time of the proxy a request, in µs. */
  cpuUs: number;
  failures: number;
}

/** One run of wrk against a proxy, with the proxy's CPU time over it. */
export async function load(proxy: Measured, path: string, options: readonly string[], seconds: number): Promise<Run> {
  const before = proxy.cpuUs();
  const url = `http://127.0.0.1:${proxy.port}${path}`;
  const { stdout } = await promisify(execFile)("wrk", ["--latency", "-t1", `-d${seconds}s`, ...options, url]);
  const after = proxy.cpuUs();
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout) ?? [];
  const bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0);
  const userUs = (after.user - before.user) / requests;
  const systemUs = (after.system - before.system) / requests;
  return {
    requests,
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    p50Ms: milliseconds(/50%\s+(\S+)/.exec(stdout)?.[1]),
    p99Ms: milliseconds(/99%\s+(\S+)/.exec(stdout)?.[1]),
    userUs,
    systemUs,
    cpuUs: userUs + systemUs,
    failures: bad + errors.slice(1).reduce((sum, count) => sum + Number(count), 0),
  };
}

function milliseconds(text = "0ms"): number {
  const value = Number.parseFloat(text);
  if (text.endsWith("us")) return value / 1000;
  return text.endsWith("ms") ? value : value * 1000;
}

/** Opens keep-alive clients that have had one answer each and now wait. */
export async function openIdle(proxy: Measured, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i++) {
    const socket = connect(proxy.port, "127.0.0.1");
    socket.on("error", () => undefined);
    sockets.push(socket);
    socket.write("GET /small HTTP/1.1\r\nHost: bench\r\n\r\n");
    await new Promise((resolve) => socket.once("data", resolve));
  }
  return sockets;
}
