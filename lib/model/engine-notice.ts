/** What is not as it should be on the engine's host, beside what is configured. */
export const engineNotices = [
  /** Connections were refused in the last minute: the process would have run out of file descriptors. */
  "CONNECTIONS_REFUSED",
  /** The last-good file could not be read and was set aside; nothing ran until the console came. */
  "LAST_GOOD_CORRUPT",
  /** The running configuration could not be written to disk: a restart without console boots an older one. */
  "LAST_GOOD_NOT_SAVED",
  /** Minute points cannot be written to disk. */
  "SPOOL_FAILED",
  /** Access log lines cannot be written, or some were lost within the last ten minutes: `accessLogs` say which. */
  "ACCESS_LOG_FAILED",
  /** A worker died or stood still in the last ten minutes and was replaced. */
  "WORKER_REPLACED",
  /** Health checks were left out in the last minute: the host has no time for them. */
  "CHECKS_LATE",
  /** An address of a load balancer could not be added to the host: this process may not, or there is no ip command. */
  "ADDRESS_NOT_ADDED",
  /** ICMP echo is not permitted: the checks of UDP groups do without it (K-18). */
  "NO_ICMP",
  /** koffi could not be loaded: one worker, no shared ports. */
  "NO_KOFFI",
] as const;

export type EngineNotice = (typeof engineNotices)[number];

/** Those that this console knows, worst first. */
export function knownNotices(codes: readonly string[]): EngineNotice[] {
  return engineNotices.filter((notice) => codes.includes(notice));
}
