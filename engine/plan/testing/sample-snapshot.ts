import type {
  AddressSpec,
  HealthMonitorSpec,
  ListenerSpec,
  LoadBalancerSpec,
  MemberSpec,
  PoolSpec,
  Snapshot,
} from "@/lib/wire/snapshot";
import { emptySnapshot } from "@/lib/wire/snapshot";

export function address(text: string, change: Partial<AddressSpec> = {}): AddressSpec {
  return { id: "", kind: "private", address: text, bandwidthMbps: null, allowedSources: null, ...change };
}

export function loadBalancer(change: Partial<LoadBalancerSpec> = {}): LoadBalancerSpec {
  return {
    id: "lb",
    name: "",
    projectId: "p",
    enabled: true,
    addresses: [address("127.91.0.1")],
    accessLogStreamId: null,
    ...change,
  };
}

export function listener(change: Partial<ListenerSpec> = {}): ListenerSpec {
  return {
    id: "listener",
    name: "",
    loadBalancerId: "lb",
    protocol: "HTTP",
    port: 8080,
    enabled: true,
    defaultPoolId: null,
    timeouts: { clientDataMs: 60_000, headerMs: 60_000, memberConnectMs: 5_000, memberDataMs: 60_000 },
    insertHeaders: {
      xForwardedFor: true,
      xForwardedProto: false,
      xForwardedPort: false,
      xForwardedHost: false,
      xForwardedElbId: false,
    },
    accessControl: { enabled: false, cidrs: [] },
    trustedProxies: [],
    forwardedFor: "append",
    acceptProxyProtocol: false,
    connectionLimit: -1,
    connectionsPerSource: -1,
    policyOrder: "guide",
    policies: [],
    tls: null,
    ...change,
  };
}

export function monitor(change: Partial<HealthMonitorSpec> = {}): HealthMonitorSpec {
  return {
    id: "monitor",
    type: "TCP",
    intervalMs: 5000,
    timeoutMs: 3000,
    rise: 3,
    fall: 3,
    port: null,
    domainName: "",
    urlPath: "/",
    httpMethod: "GET",
    expectedCodes: "200",
    ...change,
  };
}

export function member(change: Partial<MemberSpec> = {}): MemberSpec {
  return {
    id: "member",
    name: "",
    address: "127.0.0.1",
    port: 9000,
    weight: 1,
    enabled: true,
    monitorAddress: null,
    monitorPort: null,
    drainUntil: null,
    ...change,
  };
}

export function pool(change: Partial<PoolSpec> = {}): PoolSpec {
  return {
    id: "pool",
    name: "",
    loadBalancerId: "lb",
    protocol: "HTTP",
    algorithm: "ROUND_ROBIN",
    persistence: null,
    passiveEjection: null,
    slowStartMs: 0,
    failOpen: false,
    proxyProtocol: null,
    enabled: true,
    members: [],
    healthMonitor: null,
    ...change,
  };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return { ...emptySnapshot(), generation: 1, ...change };
}
