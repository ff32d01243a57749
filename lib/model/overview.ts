import type { EngineNotice } from "./engine-notice";
import type { TrafficValues } from "./metric";
import type { Configuration, Health, Refusal } from "./status";
import type { Trace } from "./trace";

/** Something on the overview that somebody should look at, worst first. */
export type Attention =
  | { kind: "engine"; problem: string }
  | { kind: "notice"; notice: EngineNotice }
  | {
      kind: "refused";
      object: { type: "loadbalancer" | "listener" | "pool" | "member"; id: string; name: string };
      loadBalancer: { id: string; name: string };
      refusal: Refusal;
    }
  | {
      kind: "offline" | "degraded";
      loadBalancer: { id: string; name: string };
      servers: { memberId: string; poolId: string; name: string; reason: string; detail: string; since: number }[];
    }
  /** No listener or no servers: it takes no traffic. */
  | { kind: "incomplete"; missing: "listener" | "servers"; loadBalancer: { id: string; name: string } };

export interface Overview {
  counts: {
    loadBalancers: number;
    listeners: number;
    pools: number;
    servers: number;
    eips: number;
    byConfiguration: Record<Configuration, number>;
    byHealth: Record<Health, number>;
    serversByHealth: Record<Health, number>;
  };
  /** Load balancers with the most requests of the last seconds; null where the engine said nothing. */
  busiest: {
    id: string;
    name: string;
    health: Health;
    requestsPerSecond: number;
    traffic: TrafficValues | null;
  }[];
  attention: Attention[];
  recent: Trace[];
  quotas: { resource: "loadbalancer" | "listener"; limit: number; used: number }[];
  /** Id of the sample load balancer, or null. */
  sampleId: string | null;
  engine: {
    connected: boolean;
    generation: number;
    running: number;
    /** When the running generation took effect, ms of the epoch, and how long that took. */
    applied: { at: number; ms: number } | null;
    problem: string | null;
  };
}
