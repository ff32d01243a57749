import type { EngineNotice } from "./engine-notice";
import type { LoadBalancerView } from "./loadbalancer";
import type { Configuration, Health, Refusal } from "./status";
import type { TraceView } from "./trace";

/** Something on the overview that somebody should look at, worst first. */
export type Attention =
  | { kind: "engine"; problem: string }
  | { kind: "notice"; notice: EngineNotice; lateChecks: number }
  /** Objects that a rule fires for, the newest first. */
  | { kind: "alarm"; rule: { id: string; name: string }; object: string; count: number; since: number }
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

export type BalancerState = "online" | "degraded" | "offline" | "notChecked" | "idle" | "off";

export interface OverviewBalancer {
  id: string;
  name: string;
  state: BalancerState;
  health: Health;
}

export interface Overview {
  counts: {
    loadBalancers: number;
    listeners: number;
    pools: number;
    servers: number;
    eips: number;
    /** A load balancer without servers is `idle`: neither well nor unwell. */
    balancers: Record<BalancerState, number>;
    listenersByConfiguration: Record<Configuration, number>;
    serversByHealth: Record<Health, number>;
  };
  /** All of them, as little of each as live traffic needs to be added up and ranked. */
  balancers: OverviewBalancer[];
  attention: Attention[];
  /** `href`: the page of what it is about, while that exists. */
  recent: TraceView[];
  quotas: { resource: "loadbalancer" | "listener"; limit: number; used: number }[];
  sample: LoadBalancerView | null;
  engine: {
    connected: boolean;
    generation: number;
    running: number;
    /** When the running generation took effect, ms of the epoch, and how long that took. */
    applied: { at: number; ms: number } | null;
    problem: string | null;
  };
}
