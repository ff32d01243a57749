import { defaultMonitor, type MonitorValues } from "@/components/healthmonitor/monitor-values";
import type { ServerRow } from "@/components/member/members-form";
import type { PersistenceValues } from "@/components/pool/persistence-values";
import { defaultListenerSettings, type ListenerProtocol } from "@/lib/model/listener";
import {
  type Algorithm,
  type PassiveEjection,
  type PoolProtocol,
  type ProxyProtocol,
  poolProtocolFor,
} from "@/lib/model/pool";

/**
 * The whole wizard while it is typed, in the shape of `CreateListenerChainInput`: a refusal's path is a field's path.
 * Both kinds of group are kept, so that going back and forth loses nothing.
 */
export interface WizardValues {
  loadBalancerId: string;
  listener: { name: string; protocol: ListenerProtocol; port: number | null; description: string } & ListenerSettings;
  /** Where an HTTP listener sends everybody; the group step is left out then (LS-08). */
  redirectListenerId: string | null;
  pool: {
    kind: "new" | "existing";
    poolId: string;
    pool: {
      name: string;
      protocol: PoolProtocol;
      algorithm: Algorithm;
      persistence: PersistenceValues | null;
      passiveEjection: PassiveEjection | null;
      slowStartS: number | null;
      failOpen: boolean;
      proxyProtocol: ProxyProtocol | null;
      description: string;
    };
    members: ServerRow[];
    healthMonitor: MonitorValues;
  };
}

type ListenerSettings = ReturnType<typeof defaultListenerSettings>;

export interface WizardNames {
  listener: string;
  pool: string;
}

export interface TakenPort {
  id: string;
  name: string;
  protocol: ListenerProtocol;
  port: number;
}

/** The first port from 8080 on that no listener has: it needs no privilege, unlike 80. */
function freePort(taken: readonly TakenPort[]): number {
  let port = 8080;
  while (taken.some((other) => other.port === port)) port += 1;
  return port;
}

export function wizardDefaults(loadBalancerId: string, names: WizardNames, taken: readonly TakenPort[]): WizardValues {
  const protocol: ListenerProtocol = "HTTP";
  return {
    loadBalancerId,
    listener: {
      name: names.listener,
      protocol,
      port: freePort(taken),
      description: "",
      ...defaultListenerSettings(protocol),
    },
    redirectListenerId: null,
    pool: {
      kind: "new",
      poolId: "",
      pool: {
        name: names.pool,
        protocol: poolProtocolFor(protocol),
        algorithm: "ROUND_ROBIN",
        persistence: null,
        passiveEjection: null,
        slowStartS: 0,
        failOpen: false,
        proxyProtocol: null,
        description: "",
      },
      members: [],
      healthMonitor: defaultMonitor(protocol),
    },
  };
}
