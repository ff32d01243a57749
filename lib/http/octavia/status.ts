import type { ConfigurationState, Health } from "@/lib/model/status";

/** `YYYY-MM-DDTHH:MM:SS` in UTC. */
export function time(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

interface Provisioned {
  configuration: ConfigurationState;
  createdAt: number;
  updatedAt: number | null;
}

/**
 * Pending until the engine runs the object's generation, then ACTIVE, or ERROR with the reason. Changes are not refused
 * while something is pending: the engine is always given whole snapshots, so there is no half-made change to protect.
 */
export function provisioning({ configuration, createdAt, updatedAt }: Provisioned) {
  const pending = configuration.state === "applying";
  const { refusal } = configuration;
  return {
    provisioning_status: pending
      ? updatedAt === null
        ? "PENDING_CREATE"
        : "PENDING_UPDATE"
      : configuration.state === "refused"
        ? "ERROR"
        : "ACTIVE",
    provisioning_reason: pending || refusal === undefined ? null : `${refusal.code}: ${refusal.message}`,
    created_at: time(createdAt),
    // Set by the first change or, as clients expect a date then, by becoming active.
    updated_at: updatedAt !== null ? time(updatedAt) : pending ? null : time(createdAt),
  };
}

const words: Record<Health, string> = {
  online: "ONLINE",
  degraded: "DEGRADED",
  offline: "ERROR",
  "no-monitor": "NO_MONITOR",
  draining: "DRAINING",
  disabled: "OFFLINE",
  unknown: "OFFLINE",
};

export function memberStatus(health: Health): string {
  return words[health];
}

/** Of what is made of servers: unchecked servers count as well, and one without any works as far as it goes (K-27). */
export function operatingStatus(health: Health, servers: number, { state }: ConfigurationState): string {
  if (health === "no-monitor") return "ONLINE";
  if (health === "unknown" && servers === 0 && state === "in-effect") return "ONLINE";
  return words[health];
}
