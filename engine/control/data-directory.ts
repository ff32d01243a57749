import { chmodSync, mkdirSync, readFileSync, unlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type FileLock, lockFile } from "@/engine/sys/file-lock";
import { writeFileAtomically } from "./atomic-file";

/** Longest path of a Unix socket on Linux, in bytes. */
const maxSocketPath = 107;

/** The engine's part of EVENKEEL_DATA. Everything in it is its user's alone. */
export interface DataDirectory {
  readonly root: string;
  /** DATA/run, mode 0700. */
  readonly run: string;
  /** DATA/engine, mode 0700: last-good snapshot and spool. */
  readonly engine: string;
  readonly socket: string;
  readonly lastGood: string;
  readonly spool: string;
  /** When members came and went. */
  readonly healthTurns: string;
  /** Addresses that were added to the host for load balancers. */
  readonly addedAddresses: string;
  readonly sessionKey: string;
  /** Under which private keys of certificates are sealed; the console's too. */
  readonly certificateKey: string;
  /** DATA/logs, mode 0700: a directory a log stream. */
  readonly logs: string;
}

export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
}

/** Makes the folders. */
export function openDataDirectory(data: string): DataDirectory {
  const root = resolve(data);
  const run = join(root, "run");
  const engine = join(root, "engine");
  mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const directory of [run, engine]) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  }
  return {
    root,
    run,
    engine,
    socket: socketPath(join(run, "engine.sock")),
    lastGood: join(engine, "last-good.json"),
    spool: join(engine, "spool"),
    healthTurns: join(engine, "health-turns.json"),
    addedAddresses: join(engine, "added-addresses.json"),
    sessionKey: join(root, "keys", "session.key"),
    certificateKey: join(root, "keys", "certificates.key"),
    logs: join(root, "logs"),
  };
}

/** Takes the directory for this process. Throws {@link DirectoryInUse} when another engine runs on it. */
export function lockDataDirectory({ root, run }: DataDirectory): FileLock {
  const lock = lockFile(join(run, "engine.lock"));
  if (lock === null) throw new DirectoryInUse(`another engine already runs on ${root}`);
  return lock;
}

/** The path itself, or its shorter form seen from here where the system's limit asks for it. */
export function socketPath(path: string): string {
  if (Buffer.byteLength(path) <= maxSocketPath) return path;
  const shorter = relative(process.cwd(), path);
  if (Buffer.byteLength(shorter) <= maxSocketPath) return shorter;
  throw new Error(
    `${path} is longer than a socket's path may be (${maxSocketPath} bytes): choose a shorter EVENKEEL_DATA`,
  );
}

export function writePidFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomically(path, `${process.pid}\n`, 0o644);
}

/** Removes the pid file if it is still this process's. */
export function removePidFile(path: string): void {
  try {
    if (readFileSync(path, "utf8").trim() === String(process.pid)) unlinkSync(path);
  } catch {
    // Gone already.
  }
}
