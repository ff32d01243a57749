import { readFileSync } from "node:fs";

/** Descriptors of the process that are not connections: listening sockets, pipes, files, libuv's own. */
const reserved = 256;

/** Most open files of this process (RLIMIT_NOFILE, soft); 1024 where the system does not tell. */
export function descriptorLimit(): number {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"));
    return found === null ? 1024 : Number(found[1]);
  } catch {
    return 1024;
  }
}

/** Client connections that one of `workers` may hold, so that each can still have a member's connection beside it. */
export function connectionsPerWorker(limit: number, workers: number): number {
  return Math.max(16, Math.floor((limit - reserved) / 2 / workers));
}
