import type { ForwardedFor } from "@/lib/model/listener";
import type { Algorithm } from "@/lib/model/pool";
import type { HealthMonitorSpec, ListenerSpec, LoadBalancerSpec } from "@/lib/wire/snapshot";
import type { Router } from "@/engine/routing/router";
import type { CertificateMaterial } from "@/engine/tls/compile-tls";
import type { TlsPlan } from "@/engine/tls/tls-plan";

/**
 * What a worker runs, compiled from a snapshot. Its parts are immutable, and a part whose specs say what they said is
 * the same object in the next plan. State (connections, health, in-flight counts) lives in registries keyed by id and
 * outlives every plan.
 */
export interface Plan {
  readonly generation: number;
  readonly listeners: ReadonlyMap<string, ListenerPlan>;
  readonly pools: ReadonlyMap<string, PoolPlan>;
  readonly members: ReadonlyMap<string, MemberPlan>;
}

export interface ListenerPlan {
  readonly id: string;
  readonly name: string;
  readonly loadBalancerId: string;
  /** Row of the listener's counters in shared memory. */
  readonly slot: number;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "UDP";
  readonly port: number;
  readonly addresses: readonly AddressPlan[];
  /** A group of the same plan. */
  readonly defaultPoolId: string | null;
  /** Forwarding policies; null: every request goes to the default group. */
  readonly routes: Routes | null;
  /** Where every request that the whitelist lets in is sent instead of a group (L7-21); null: nowhere. */
  readonly redirect: RedirectPlan | null;
  readonly clientDataMs: number;
  /** From a request's first byte to the end of its header block; no byte extends it. */
  readonly headerTimeoutMs: number;
  readonly memberConnectMs: number;
  readonly memberDataMs: number;
  /** Off: nothing is added, and what the client sends goes on as it is. */
  readonly xForwardedFor: boolean;
  /**
   * What becomes of the client's X-Forwarded-For while `xForwardedFor` is on (K-20): the peer is appended to it, the
   * client's address replaces it, or it stays and only a request without one gets the peer.
   */
  readonly forwardedFor: ForwardedFor;
  /**
   * Peers whose X-Forwarded-For is believed: the client is the last address in it that is none of these. Null: none,
   * the peer is the client (K-20).
   */
  readonly trustedProxies: AddressSet | null;
  /** Peers whose connections must begin with a PROXY protocol header; null: nobody's do. */
  readonly proxyProtocolFrom: AddressSet | null;
  /** Header lines after X-Forwarded-For that are the same for every request, each ended by CRLF; may be empty. */
  readonly fixedHeaders: string;
  readonly xForwardedHost: boolean;
  /** Null: everyone (access control off). An empty set admits nobody (AC-02). */
  readonly whitelist: AddressSet | null;
  /** Null: requests on connections that come now are not logged (LG-04). */
  readonly accessLog: AccessLogPlan | null;
  /** Open client connections at most, over all workers; -1 is without limit. */
  readonly connectionLimit: number;
  /** Those of one source address at most; -1 is without limit. */
  readonly connectionsPerSource: number;
  /** Of HTTPS listeners; null: plain. */
  readonly tls: TlsPlan | null;
}

/** A redirect from HTTP to HTTPS. */
export interface RedirectPlan {
  readonly policyId: string;
  /** What stands between host and path: empty, or `:port` where it is not the default one. */
  readonly port: string;
}

/** The forwarding policies of a listener; {@link Router.route} gives an index of `policies`. */
export interface Routes {
  readonly router: Router;
  readonly policies: readonly PolicyPlan[];
}

export interface PolicyPlan {
  readonly id: string;
  readonly name: string;
  readonly action:
    | { readonly type: "pool"; readonly poolId: string }
    /** 403. */
    | { readonly type: "reject" }
    /** Location: `url`, followed by the request's path and query when it is a prefix (Octavia's REDIRECT_PREFIX). */
    | { readonly type: "redirect"; readonly code: number; readonly url: string; readonly isPrefix: boolean };
}

/** Where a listener's requests are logged, and what is the same in every line. */
export interface AccessLogPlan {
  readonly streamId: string;
  readonly loadBalancerId: string;
  readonly listenerId: string;
  /** The tenant. */
  readonly projectId: string;
  /** `address:port` of the EIP, `-:port` without one. */
  readonly publicAddress: string;
}

export interface AddressPlan {
  readonly kind: "private" | "public";
  readonly address: string;
  /** Sources that are answered here; null is everyone (LB-02). */
  readonly allowedSources: AddressSet | null;
  /** Of each direction, with the row of its buckets in shared memory; null is without limit (LB-11). */
  readonly bandwidth: { readonly slot: number; readonly mbps: number } | null;
}

export interface PoolPlan {
  readonly id: string;
  readonly name: string;
  readonly protocol: "HTTP" | "TCP" | "UDP";
  readonly algorithm: Algorithm;
  readonly enabled: boolean;
  readonly members: readonly MemberPlan[];
  readonly healthMonitor: HealthMonitorSpec | null;
  readonly persistence: {
    type: "SOURCE_IP" | "HTTP_COOKIE" | "APP_COOKIE";
    cookieName: string | null;
    timeoutMs: number;
  } | null;
  /** Null: off. A member is left out for `ejectMs` after so many failures in a row, never the last one. */
  readonly passiveEjection: { readonly consecutiveFailures: number; readonly ejectMs: number } | null;
  /** Time in which a member that comes back grows to its full share; 0: at once. */
  readonly slowStartMs: number;
  /** Header that tells a member of a TCP group who the client is (K-17); null: none. */
  readonly proxyProtocol: "v1" | "v2" | null;
  /** Without a healthy member: enabled ones with a weight are chosen from all the same, instead of 503 (K-30). */
  readonly failOpen: boolean;
}

export interface MemberPlan {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  /** Row of the member's counters, in-flight count and health in shared memory. */
  readonly slot: number;
  readonly address: string;
  readonly port: number;
  /** Key of its connections: members at the same place share nothing but are told apart by id too. */
  readonly key: string;
  readonly weight: number;
  readonly enabled: boolean;
  /** Draining: sessions of its own come until this moment, ms of the epoch, and nothing else; null: not draining. */
  readonly drainUntil: number | null;
  /** Addresses of this host that connections to it come from, in turn; empty: the system chooses. */
  readonly sources: readonly string[];
}

/** A compiled set of IPv4 ranges; `has` takes an unsigned 32-bit number and allocates nothing. */
export interface AddressSet {
  readonly size: number;
  has(address: number): boolean;
}

/** Rows of shared memory given to objects by the main thread; an object keeps its row for its life. */
export interface Slots {
  listeners: Record<string, number>;
  members: Record<string, number>;
  /** By the id of an address that has a bandwidth. */
  addresses: Record<string, number>;
}

/** A listener as it is sent to workers, for which its plan is not plain data enough. */
export interface ListenerSource {
  readonly spec: ListenerSpec;
  readonly loadBalancer: LoadBalancerSpec;
  /** Those that it names, open. */
  readonly certificates: readonly CertificateMaterial[];
  /** The rows of the listener and of its addresses. */
  readonly slots: Slots;
}
