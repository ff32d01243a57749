import type { HealthMonitorSpec } from "@/lib/wire/snapshot";
import type { ProbeOutcome } from "./machine";
import { probeHttp } from "./probe-http";
import { probeTcp } from "./probe-tcp";
import { probeUdp } from "./probe-udp";

/** Where and how a member is probed. */
export interface ProbeTarget {
  /** Place that is connected to: the monitor's own address and port, or else the member's. */
  readonly address: string;
  readonly port: number;
  readonly monitor: HealthMonitorSpec;
  /** Address of this host that it comes from; null or none: the system chooses. */
  readonly source?: string | null;
  /** A request begins with this header, which announces nobody (K-17). */
  readonly proxyProtocol?: "v1" | "v2" | null;
}

/** How far a probe came: ms until the connection stood, and what was sent and received on it. */
export interface ProbeTrace {
  connectMs: number | null;
  /** Address of this host that it came from. */
  source: string;
  sent: string;
  received: string;
}

/** `inconclusive`: this host could not probe (no descriptors left); it says nothing about the member. */
export type ProbeResult = (ProbeOutcome | { inconclusive: string }) & { trace?: ProbeTrace };

export type Probe = (target: ProbeTarget) => Promise<ProbeResult>;

/** One probe on a real socket; never rejects, and ends within the monitor's timeout. */
export const probe: Probe = (target) => probes[target.monitor.type](target);

const probes: Record<HealthMonitorSpec["type"], Probe> = { TCP: probeTcp, HTTP: probeHttp, UDP: probeUdp };
