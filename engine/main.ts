import { availableParallelism } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { ControlServer } from "@/engine/control/control-server";
import {
  DirectoryInUse,
  lockDataDirectory,
  openDataDirectory,
  removePidFile,
  writePidFile,
} from "@/engine/control/data-directory";
import { Engine } from "@/engine/control/engine";
import { version } from "@/engine/control/version";

/** Drain time of SIGTERM, and the moment after which the process ends whatever is left. */
const drainMs = 7_000;
const endMs = 8_500;

const stderr = pino.destination({ dest: 2, sync: true });
const log = pino({ name: "engine" }, stderr);
// Whoever read the log is gone: serving matters more.
stderr.on("error", () => {});

function die(error: unknown): never {
  log.fatal({ err: error }, "the engine ends on an error that nobody expected");
  process.exit(1);
}

process.on("uncaughtException", die);
process.on("unhandledRejection", die);

async function main(): Promise<void> {
  const directory = openDataDirectory(process.env.EVENKEEL_DATA ?? "./data");
  const pidFile = process.env.EVENKEEL_ENGINE_PIDFILE ?? join(directory.run, "engine.pid");
  const lock = lockDataDirectory(directory);
  const engine = new Engine({ directory, workers: workerCount(), log });
  const control = new ControlServer(directory.socket, engine, () => void shutDown("shutdown request"), log);
  let isEnding = false;

  const shutDown = async (cause: string): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    log.info({ cause }, "draining");
    setTimeout(() => process.exit(0), endMs);
    await engine.stop(drainMs);
    control.close();
    removePidFile(pidFile);
    lock.release();
    process.exit(0);
  };
  process.on("SIGTERM", () => void shutDown("SIGTERM"));
  process.on("SIGINT", () => void shutDown("SIGINT"));

  await control.listen();
  writePidFile(pidFile);
  log.info({ version, pid: process.pid, data: directory.root, socket: directory.socket }, "engine started");
  await engine.boot();
}

/** EVENKEEL_WORKERS, 1–256; otherwise one worker a core. */
function workerCount(): number {
  const text = process.env.EVENKEEL_WORKERS ?? "";
  if (text === "") return availableParallelism();
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count;
  log.warn({ value: text }, "EVENKEEL_WORKERS is not a whole number within 1–256: using the number of cores");
  return availableParallelism();
}

main().catch((error: unknown) => {
  if (!(error instanceof DirectoryInUse)) die(error);
  log.fatal(`${error.message}: stop it first, or set EVENKEEL_DATA to another directory`);
  process.exit(2);
});
