import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";

/** A process of the bench and its children, as /proc sees them. */
export class Measured {
  constructor(
    readonly name: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** The same process, asked at another port. */
  at(name: string, port: number): Measured {
    return new Measured(name, port, this.child);
  }

  /** CPU time of all threads and child processes so far, user and system, in µs (ticks of 10 ms). */
  cpuUs(): { user: number; system: number } {
    let user = 0;
    let system = 0;
    for (const pid of this.pids()) {
      const text = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      user += Number(fields[11]) * 10_000;
      system += Number(fields[12]) * 10_000;
    }
    return { user, system };
  }

  /** Resident memory in bytes, all processes together. */
  residentBytes(): number {
    let total = 0;
    for (const pid of this.pids()) {
      const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      total += Number(found?.[1] ?? 0) * 1024;
    }
    return total;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    const hard = setTimeout(() => this.child.kill("SIGKILL"), 3000);
    await gone;
    clearTimeout(hard);
  }

  private pids(): number[] {
    const own = this.child.pid as number;
    const children = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === own);
    return [own, ...children];
  }
}

function parentOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return -1;
  }
}

/** What this process started; none outlives it. */
const started = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of started) child.kill("SIGTERM");
});

/** Starts a process that listens on 127.0.0.1 and waits until it does. `output`: the file of its standard output. */
export async function launch(
  name: string,
  port: number,
  command: string,
  args: string[],
  output: string | null = null,
): Promise<Measured> {
  const stdout = output === null ? "ignore" : openSync(output, "w");
  const child = spawn(command, args, { stdio: ["ignore", stdout, "pipe"] });
  started.add(child);
  if (typeof stdout === "number") closeSync(stdout);
  let complaint = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    complaint += bytes.toString();
  });
  for (let i = 0; i < 100; i++) {
    if (child.exitCode !== null) throw new Error(`${name} did not start: ${complaint}`);
    if (await listens(port)) return new Measured(name, port, child);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`${name} does not listen on ${port}: ${complaint}`);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
