import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { until } from "./until";

const root = resolve(import.meta.dirname, "../..");

export const adminPassword = "correct horse battery";
export const apiToken = "e2e-0123456789abcdef0123456789abcdef";

export interface Product {
  url: string;
  data: string;
  /** Process id of the supervisor; engine and console are its children. */
  pid: number;
  enginePid(): number;
  consolePid(): number;
  /** Calls the API with the admin's token. */
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** Kill -9 of the supervisor, the console and the engine at once. */
  killEverything(): Promise<void>;
}

export interface ProductOptions {
  data?: string;
  port?: number;
  env?: Record<string, string | undefined>;
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

export function temporaryData(): string {
  return mkdtempSync(join(tmpdir(), "evenkeel-e2e-"));
}

/** Starts the whole product as `npm start` does, on a free port and a data directory of its own. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const data = options.data ?? temporaryData();
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    EVENKEEL_DATA: data,
    EVENKEEL_PORT: String(port),
    EVENKEEL_WORKERS: "2",
    EVENKEEL_ADMIN_PASSWORD: adminPassword,
    EVENKEEL_API_TOKEN: apiToken,
    ...options.env,
  };
  const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (part) => (output += part));
  child.stderr.on("data", (part) => (output += part));
  const exited = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));

  const product: Product = {
    url,
    data,
    pid: child.pid as number,
    enginePid: () => Number(readFileSync(join(data, "run/engine.pid"), "utf8")),
    consolePid() {
      const pid = childrenOf(child).find((candidate) => candidate !== product.enginePid());
      if (pid === undefined) throw new Error("the console is not running");
      return pid;
    },
    async api(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { "X-Auth-Token": apiToken, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    },
    async stop() {
      child.kill("SIGTERM");
      return await exited;
    },
    async killEverything() {
      for (const pid of [...childrenOf(child), child.pid as number]) killHard(pid);
      await exited;
    },
  };
  try {
    await until("the product answers on /api/healthz", 60_000, async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      return (await fetch(`${url}/api/healthz`)).status === 200;
    });
  } catch (error) {
    await product.stop();
    throw new Error(`${String(error)}\n${output}`, { cause: error });
  }
  return product;
}

export function removeData(product: Product): void {
  rmSync(product.data, { recursive: true, force: true });
}

function childrenOf(child: ChildProcess): number[] {
  const list = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
  return list === "" ? [] : list.split(" ").map(Number);
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
