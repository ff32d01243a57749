import type { HealthState } from "./states";

export type KeelState = "healthy" | "unhealthy" | "draining" | "notChecked" | "idle";

export type KeelCounts = Record<KeelState, number>;

export function countStates(servers: readonly { state: KeelState }[]): KeelCounts {
  const counts: KeelCounts = { healthy: 0, unhealthy: 0, draining: 0, notChecked: 0, idle: 0 };
  for (const { state } of servers) counts[state] += 1;
  return counts;
}

/** Bars get thinner when there are many, so that a strip never outgrows its column. */
export function barPitch(servers: number): number {
  if (servers <= 16) return 8;
  return servers <= 40 ? 4 : 2;
}

/** `undefined` for a server that takes no part: it has no bar. */
export function keelState(health: HealthState): KeelState | undefined {
  switch (health) {
    case "online":
    case "degraded":
      return "healthy";
    case "offline":
      return "unhealthy";
    case "no-monitor":
    case "unknown":
      return "notChecked";
    case "draining":
      return "draining";
    case "idle":
      return "idle";
    case "disabled":
      return undefined;
  }
}
