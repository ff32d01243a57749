import { spawn } from "node:child_process";
import { inRoot, root } from "./lib/paths.mjs";

const healthyAfterMs = 10_000;
const maxDelayMs = 5_000;
const stopAfterMs = 9_000;

/**
 * Runs each program and starts it again when it ends: at once the first time, then with a doubling delay up to 5 s,
 * and at once again after it ran for 10 s. `stop` ends all of them: SIGTERM, and SIGKILL after 9 s.
 */
export function supervise(programs) {
  const entries = programs.map((program) => ({ program, child: null, failures: 0, timer: null }));
  let stopping = null;

  const launch = (entry) => {
    const { name, args, env } = entry.program;
    const startedAt = Date.now();
    const child = spawn(process.execPath, ["--import", inRoot("scripts/exit-with-parent.mjs"), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    entry.child = child;
    child.on("error", () => {});
    child.on("exit", (code, signal) => {
      entry.child = null;
      if (stopping !== null) return;
      entry.failures = Date.now() - startedAt >= healthyAfterMs ? 0 : entry.failures + 1;
      const delay = entry.failures <= 1 ? 0 : Math.min(100 * 2 ** entry.failures, maxDelayMs);
      console.error(`evenkeel: ${name} ended (${signal ?? `exit code ${code}`}); starting it again in ${delay} ms`);
      entry.timer = setTimeout(() => launch(entry), delay);
    });
  };

  for (const entry of entries) launch(entry);
  return {
    stop() {
      stopping ??= Promise.all(entries.map(stopOne));
      return stopping;
    },
  };
}

function stopOne(entry) {
  return new Promise((done) => {
    clearTimeout(entry.timer);
    const { child } = entry;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return done();
    const force = setTimeout(() => child.kill("SIGKILL"), stopAfterMs);
    child.on("exit", () => {
      clearTimeout(force);
      done();
    });
    child.kill("SIGTERM");
  });
}
