import { closeSync, constants, openSync } from "node:fs";
import { libc } from "./libc";

const LOCK_EX_NB = 2 | 4;

export interface FileLock {
  release(): void;
}

/**
 * Takes an exclusive lock on a file (made with mode 0600), which the system frees when the process ends, however it
 * ends. Null: another process holds it. Without koffi nothing is locked and the answer is always a lock: the control
 * socket's own check has to find the other engine then.
 */
export function lockFile(path: string): FileLock | null {
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  const c = libc();
  if (c !== null && c.flock(fd, LOCK_EX_NB) !== 0) {
    const { code } = c.lastError();
    closeSync(fd);
    if (code === "EAGAIN" || code === "EWOULDBLOCK") return null;
    throw new Error(`cannot lock ${path}: ${code}`);
  }
  return { release: () => closeSync(fd) };
}
