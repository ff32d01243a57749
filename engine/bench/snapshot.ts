import { type CertificateSpec, emptySnapshot, type L7PolicySpec, Snapshot, type TlsSpec } from "@/lib/wire/snapshot";

export interface BenchMember {
  id: string;
  address: string;
  port: number;
  weight: number;
}

export interface BenchListener {
  id: string;
  /** HTTP where nothing is said. */
  protocol?: "HTTP" | "HTTPS" | "TCP" | "UDP";
  port: number;
  members: readonly BenchMember[];
  algorithm?: "ROUND_ROBIN" | "LEAST_CONNECTIONS" | "SOURCE_IP";
  persistence?: { type: "HTTP_COOKIE" | "APP_COOKIE"; cookieName: string | null; timeoutMs: number } | null;
  cidrs?: readonly string[] | null;
  xForwardedPort?: boolean;
  clientDataMs?: number;
  headerMs?: number;
  forwardedFor?: "append" | "overwrite" | "preserve";
  trustedProxies?: readonly string[];
  connectionsPerSource?: number;
  passiveEjection?: { consecutiveFailures: number; ejectMs: number } | null;
  slowStartMs?: number;
  failOpen?: boolean;
  policies?: readonly L7PolicySpec[];
  tls?: TlsSpec;
}

export interface BenchBalancer {
  generation?: number;
  /** Null: no access log. */
  accessLogStreamId?: string | null;
  /** Their keys are not sealed. */
  certificates?: readonly CertificateSpec[];
}

/** A snapshot with one load balancer at `address` and these listeners, each with its own group. */
export function benchSnapshot(
  address: string,
  listeners: readonly BenchListener[],
  { generation = 1, accessLogStreamId = null, certificates = [] }: BenchBalancer = {},
): Snapshot {
  return Snapshot.parse({
    ...emptySnapshot(),
    generation,
    certificates,
    loadBalancers: [
      {
        id: "lb",
        projectId: "p",
        enabled: true,
        accessLogStreamId,
        addresses: [{ id: "", kind: "private", address, bandwidthMbps: null, allowedSources: null }],
      },
    ],
    listeners: listeners.map((listener) => ({
      id: listener.id,
      loadBalancerId: "lb",
      protocol: listener.protocol ?? "HTTP",
      port: listener.port,
      enabled: true,
      defaultPoolId: `pool-${listener.id}`,
      timeouts: {
        clientDataMs: listener.clientDataMs ?? 60_000,
        headerMs: listener.headerMs ?? 60_000,
        memberConnectMs: 5000,
        memberDataMs: 60_000,
      },
      insertHeaders: {
        xForwardedFor: true,
        xForwardedProto: true,
        xForwardedPort: listener.xForwardedPort ?? false,
        xForwardedHost: false,
        xForwardedElbId: false,
      },
      accessControl: { enabled: listener.cidrs !== undefined && listener.cidrs !== null, cidrs: listener.cidrs ?? [] },
      trustedProxies: listener.trustedProxies ?? [],
      forwardedFor: listener.forwardedFor ?? "append",
      connectionLimit: -1,
      connectionsPerSource: listener.connectionsPerSource ?? -1,
      policies: listener.policies ?? [],
      tls: listener.tls ?? null,
    })),
    pools: listeners.map((listener) => ({
      id: `pool-${listener.id}`,
      loadBalancerId: "lb",
      protocol: listener.protocol === undefined || listener.protocol === "HTTPS" ? "HTTP" : listener.protocol,
      algorithm: listener.algorithm ?? "ROUND_ROBIN",
      persistence: listener.persistence ?? null,
      passiveEjection: listener.passiveEjection ?? null,
      slowStartMs: listener.slowStartMs ?? 0,
      failOpen: listener.failOpen ?? false,
      enabled: true,
      healthMonitor: null,
      members: listener.members.map((member) => ({
        ...member,
        enabled: true,
        monitorAddress: null,
        monitorPort: null,
        drainUntil: null,
      })),
    })),
  });
}
