import * as z from "zod";

/** The first truth of an object: is what is stored what the engine runs? */
export const Configuration = z.enum(["applying", "in-effect", "refused", "disabled"]);
export type Configuration = z.infer<typeof Configuration>;

/** The second truth: does it work? `draining` is weight 0; `no-monitor` counts as healthy for routing (K-27). */
export const Health = z.enum(["online", "degraded", "offline", "no-monitor", "draining", "disabled", "unknown"]);
export type Health = z.infer<typeof Health>;

/** Why an object is refused, in the words of the engine or the operating system. */
export interface Refusal {
  code: string;
  message: string;
  field?: string;
}

export interface ConfigurationState {
  state: Configuration;
  /** Generation in which the object last changed, and the one that the engine runs. */
  generation: number;
  running: number;
  refusal?: Refusal;
}

/** A server that is left out of its group for failures in a row; `until` in ms of the epoch. */
export interface Ejection {
  until: number;
  /** What it failed at last: CONNECT_FAILED, CONNECT_TIMEOUT, CLOSED, BAD_ANSWER or TIMEOUT. */
  reason: string;
}

export interface HealthTurn {
  at: number;
  health: "online" | "offline";
  reason: string;
  detail: string;
}

/** Result of the last health check of a member. `since` in ms of the epoch. */
export interface MemberHealth {
  health: Health;
  /** Reason code such as `CONNECT_REFUSED` or `HTTP_503`; empty while online. */
  reason: string;
  detail: string;
  since: number;
  checkedAt: number;
  /** Duration of the last probe in ms. */
  durationMs: number;
  /** Beside the health check: requests failed. Null: it takes part. */
  ejection: Ejection | null;
  /** Last turns between online and offline, oldest first. */
  history: HealthTurn[];
}

/** Health of something made of servers (X-03, K-28): disabled and weight-0 servers do not count. */
export function combineHealth(members: readonly Health[]): Health {
  const counted = members.filter((health) => health !== "disabled" && health !== "draining");
  if (counted.length === 0) return members.some((health) => health === "draining") ? "offline" : "unknown";
  if (counted.every((health) => health === "no-monitor")) return "no-monitor";
  const bad = counted.filter((health) => health === "offline").length;
  if (bad === counted.length) return "offline";
  if (bad > 0) return "degraded";
  return counted.includes("unknown") ? "unknown" : "online";
}
