import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TestConsole } from "./test-console";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The engine as `npm start` runs it: bundled once, started as often as wanted, on a data directory of its own. */
export class EngineInstallation {
  readonly data = mkdtempSync(join(tmpdir(), "engine-"));
  readonly socket = join(this.data, "run", "engine.sock");
  private readonly outdir = join(root, ".build", `engine-test-${process.pid}`);
  private readonly children = new Set<ChildProcess>();

  constructor() {
    execFileSync(process.execPath, [join(root, "scripts/build-engine.mjs"), this.outdir]);
  }

  /**
   * Starts a process; its standard error is in `errors`, its end in `ended`.
   * @param descriptors its limit of open files, 0: this process's.
   */
  start(env: Record<string, string> = {}, descriptors = 0): EngineProcess {
    const limit = descriptors === 0 ? [] : ["prlimit", `--nofile=${descriptors}:${descriptors}`];
    const main = [process.execPath, "--enable-source-maps", join(this.outdir, "main.mjs")];
    const [command = "", ...args] = [...limit, ...main];
    const child = spawn(command, args, {
      env: { ...process.env, EVENKEEL_DATA: this.data, EVENKEEL_WORKERS: "2", ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.children.add(child);
    child.on("exit", () => this.children.delete(child));
    return new EngineProcess(child, this.socket);
  }

  async remove(): Promise<void> {
    for (const child of this.children) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    for (const directory of [this.data, this.outdir]) rmSync(directory, { recursive: true, force: true });
  }
}

export class EngineProcess {
  errors = "";
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(
    private readonly child: ChildProcess,
    private readonly socket: string,
  ) {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errors += text;
    });
    this.ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  connect(): Promise<TestConsole> {
    return TestConsole.connect(this.socket);
  }

  async end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    this.child.kill(signal);
    return this.ended;
  }
}
