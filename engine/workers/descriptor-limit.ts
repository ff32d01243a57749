import { readFileSync } from "node:fs";

/** Descriptors of the process that are not connections: pipes, files, libuv's own, and the first listening sockets. */
const reserved = 256;
const reservedSockets = 128;
/** What a worker may hold however few descriptors there are. */
const leastConnections = 16;

/** Most open files of this process (RLIMIT_NOFILE, soft); 1024 where the system does not tell. */
export function descriptorLimit(): number {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"));
    return found === null ? 1024 : Number(found[1]);
  } catch {
    return 1024;
  }
}

/**
 * Client connections that one of `workers` may hold, so that each can still have a member's connection beside it, and
 * each of its listening `sockets` its descriptor.
 */
export function connectionsPerWorker(limit: number, workers: number, sockets = 0): number {
  const beyond = Math.max(0, sockets - reservedSockets / workers);
  return Math.max(leastConnections, Math.floor(((limit - reserved) / workers - beyond) / 2));
}
