/** What degraded on this host, for the Engine page. */
export const noticeCodes = {
  /** koffi could not be loaded: one worker, no shared ports. */
  noKoffi: "NO_KOFFI",
  /** The last-good file could not be read and was set aside; nothing ran until the console came. */
  lastGoodCorrupt: "LAST_GOOD_CORRUPT",
  /** The running configuration could not be written to disk: a restart without console boots an older one. */
  lastGoodNotSaved: "LAST_GOOD_NOT_SAVED",
  /** Minute points cannot be written to disk. */
  spoolFailed: "SPOOL_FAILED",
  /** Access log lines cannot be written, or some were lost within the last ten minutes: accessLogs say which. */
  accessLogFailed: "ACCESS_LOG_FAILED",
  /** ICMP echo is not permitted: the checks of UDP groups do without it (K-18). */
  noIcmp: "NO_ICMP",
  /** At least one worker died or stood still and was replaced. */
  workerReplaced: "WORKER_REPLACED",
} as const;

export type NoticeCode = (typeof noticeCodes)[keyof typeof noticeCodes];
