/** Outcome of one probe. A failure names its reason (CONNECT_REFUSED, HTTP_503...) and says more in `detail`. */
export type ProbeOutcome = { ok: true } | { ok: false; reason: string; detail: string };

export interface Thresholds {
  /** Successes in a row to come back, failures in a row to leave (HC-08). */
  rise: number;
  fall: number;
}

/**
 * What is known of a member with a health check. A plain value: it can be compared, kept across applies and rebuilt.
 * `unknown`: not in rotation yet. `trusted`: in rotation without a result, because nobody checked it so far.
 */
export interface HealthState {
  readonly status: "unknown" | "trusted" | "online" | "offline";
  /** True until the first result: then one success is enough (BS-01). */
  readonly isNew: boolean;
  readonly successes: number;
  readonly failures: number;
  /** Last failure; empty while everything is good. */
  readonly reason: string;
  readonly detail: string;
  /** Since when it has this status, ms of the epoch. */
  readonly since: number;
}

/** A new member waits for its first success; one that was taken as healthy before a check was set up stays in. */
export function initialHealth(now: number, wasTrusted: boolean): HealthState {
  const status = wasTrusted ? "trusted" : "unknown";
  return { status, isNew: true, successes: 0, failures: 0, reason: "", detail: "", since: now };
}

/**
 * State after a probe's outcome (BS-01, HC-08, HC-12): the first success of a new member puts it online at once; after
 * that `rise` successes in a row bring it back and `fall` failures in a row take it out.
 */
export function afterProbe(
  state: HealthState,
  outcome: ProbeOutcome,
  { rise, fall }: Thresholds,
  now: number,
): HealthState {
  return outcome.ok ? afterSuccess(state, rise, now) : afterFailure(state, outcome, fall, now);
}

function afterSuccess(state: HealthState, rise: number, now: number): HealthState {
  const successes = Math.min(state.successes + 1, rise);
  const counted = { ...state, successes, failures: 0, isNew: false };
  if (state.status === "online") return { ...counted, reason: "", detail: "" };
  const isBack = state.isNew || state.status === "trusted" || successes >= rise;
  return isBack ? { ...counted, status: "online", reason: "", detail: "", since: now } : counted;
}

function afterFailure(
  state: HealthState,
  { reason, detail }: { reason: string; detail: string },
  fall: number,
  now: number,
): HealthState {
  const failures = Math.min(state.failures + 1, fall);
  const counted = { ...state, failures, successes: 0, isNew: false, reason, detail };
  if (state.status === "offline" || failures < fall) return counted;
  return { ...counted, status: "offline", since: now };
}
