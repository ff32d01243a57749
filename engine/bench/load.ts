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
export async function load(
  proxy: Measured,
  port: number,
  path: string,
  options: readonly string[],
  seconds: number,
  scheme: "http" | "https" = "http",
): Promise<Run> {
  const before = proxy.cpuUs();
  const url = `${scheme}://127.0.0.1:${port}${path}`;
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

export interface RateRun {
  p50Ms: number;
  p99Ms: number;
  failures: number;
}

/** Requests at a fixed rate from a process of their own. */
export async function loadAtRate(
  proxy: Measured,
  path: string,
  connections: number,
  perSecond: number,
  seconds: number,
): Promise<RateRun> {
  const args = [proxy.port, path, connections, perSecond, seconds].map(String);
  const tsx = ["--import", "tsx", "engine/bench/rate.ts"];
  const { stdout } = await promisify(execFile)(process.execPath, [...tsx, ...args]);
  const run = JSON.parse(stdout) as RateRun;
  console.error(`${perSecond}/s ${proxy.name} p50 ${run.p50Ms.toFixed(2)} ms p99 ${run.p99Ms.toFixed(2)} ms`);
  return run;
}

/** The cookie that a new client gets, or one of its own where it gets none. */
export async function askForCookie(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/small`);
  await response.arrayBuffer();
  return response.headers.get("set-cookie")?.split(";")[0] ?? "server=1";
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
