import * as z from "zod";

/** Version of the control protocol. The schema is additive: unknown fields are ignored (design: control protocol). */
export const protocolVersion = 1;

/** A probe's settings, in ms; the timeout is already the effective one (K-05). */
const HealthMonitorSpec = z.object({
  id: z.string(),
  type: z.enum(["TCP", "HTTP", "UDP"]),
  intervalMs: z.number(),
  timeoutMs: z.number(),
  /** Successes to come back, failures to leave (HC-08). */
  rise: z.number(),
  fall: z.number(),
  port: z.number().nullable(),
  domainName: z.string(),
  urlPath: z.string(),
  httpMethod: z.string(),
  expectedCodes: z.string(),
});
export type HealthMonitorSpec = z.infer<typeof HealthMonitorSpec>;

const MemberSpec = z.object({
  id: z.string(),
  name: z.string().default(""),
  address: z.string(),
  port: z.number(),
  weight: z.number(),
  enabled: z.boolean(),
  monitorAddress: z.string().nullable(),
  monitorPort: z.number().nullable(),
  /** Draining: nothing new, and sessions of its own until this moment, ms of the epoch; null: not draining. */
  drainUntil: z.number().nullable().default(null),
});
export type MemberSpec = z.infer<typeof MemberSpec>;

const PoolSpec = z.object({
  id: z.string(),
  name: z.string().default(""),
  loadBalancerId: z.string(),
  protocol: z.enum(["HTTP", "TCP", "UDP"]),
  algorithm: z.enum(["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"]),
  persistence: z
    .object({
      type: z.enum(["SOURCE_IP", "HTTP_COOKIE", "APP_COOKIE"]),
      cookieName: z.string().nullable(),
      timeoutMs: z.number(),
    })
    .nullable(),
  passiveEjection: z.object({ consecutiveFailures: z.number(), ejectMs: z.number() }).nullable().default(null),
  /** 0: at once. */
  slowStartMs: z.number().default(0),
  /** Without a healthy member: every enabled one is chosen from, instead of none (K-30). */
  failOpen: z.boolean().default(false),
  /** PROXY protocol towards members of a TCP group (K-17). */
  proxyProtocol: z.enum(["v1", "v2"]).nullable().default(null),
  enabled: z.boolean(),
  members: z.array(MemberSpec),
  /** Null: not checked, every member counts as healthy (HC-11). */
  healthMonitor: HealthMonitorSpec.nullable(),
});
export type PoolSpec = z.infer<typeof PoolSpec>;

const AddressSpec = z.object({
  /** Of an EIP; what it carries is told under this id. Empty: a private address. */
  id: z.string().default(""),
  kind: z.enum(["private", "public"]),
  address: z.string(),
  /** Mbit/s in each direction; null is without limit. */
  bandwidthMbps: z.number().nullable(),
  /** CIDRs whose sources are answered here (LB-02); null is everyone. */
  allowedSources: z.array(z.string()).nullable(),
});
export type AddressSpec = z.infer<typeof AddressSpec>;

const LoadBalancerSpec = z.object({
  id: z.string(),
  name: z.string().default(""),
  projectId: z.string(),
  enabled: z.boolean(),
  addresses: z.array(AddressSpec),
  /** Log stream that requests on new connections are written to (LG-04); null: they are not logged. */
  accessLogStreamId: z.string().nullable().default(null),
});
export type LoadBalancerSpec = z.infer<typeof LoadBalancerSpec>;

/** One condition of a policy (Octavia's rule types and comparisons); `anchored`: the expression is a full match (K-25). */
const L7RuleSpec = z.object({
  type: z.enum(["HOST_NAME", "PATH", "FILE_TYPE", "HEADER", "COOKIE"]),
  compareType: z.enum(["EQUAL_TO", "STARTS_WITH", "ENDS_WITH", "CONTAINS", "REGEX"]),
  /** Name of the header or cookie. */
  key: z.string().nullable(),
  value: z.string(),
  invert: z.boolean(),
  anchored: z.boolean(),
});
export type L7RuleSpec = z.infer<typeof L7RuleSpec>;

/** A forwarding policy that is switched on, with the rules of it that are. */
const L7PolicySpec = z.object({
  id: z.string(),
  name: z.string().default(""),
  position: z.number(),
  action: z.enum(["REDIRECT_TO_POOL", "REDIRECT_TO_LISTENER", "REDIRECT_TO_URL", "REDIRECT_PREFIX", "REJECT"]),
  redirectPoolId: z.string().nullable(),
  redirectListenerId: z.string().nullable(),
  /** Of that listener; null: it is not there. */
  redirectPort: z.number().nullable().default(null),
  redirectUrl: z.string().nullable(),
  redirectPrefix: z.string().nullable(),
  redirectHttpCode: z.number().nullable(),
  rules: z.array(L7RuleSpec),
});
export type L7PolicySpec = z.infer<typeof L7PolicySpec>;

/** How an HTTPS listener speaks TLS; certificates by id. */
const TlsSpec = z.object({
  defaultCertificateId: z.string(),
  sniCertificateIds: z.array(z.string()),
  clientAuthentication: z.enum(["NONE", "OPTIONAL", "MANDATORY"]),
  clientCaCertificateId: z.string().nullable(),
  versions: z.array(z.enum(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"])),
  ciphers: z.string(),
  http2: z.boolean(),
  clientHeaders: z.boolean(),
});
export type TlsSpec = z.infer<typeof TlsSpec>;

/** A certificate that some listener names. Its key is sealed for its id (see sealed.ts): only the engine opens it. */
const CertificateSpec = z.object({
  id: z.string(),
  name: z.string(),
  certificatePem: z.string(),
  sealedKey: z.string().nullable(),
  /** Host names, perhaps with a leading `*.`, that SNI chooses it by. */
  names: z.array(z.string()),
});
export type CertificateSpec = z.infer<typeof CertificateSpec>;

const ListenerSpec = z.object({
  id: z.string(),
  name: z.string().default(""),
  loadBalancerId: z.string(),
  protocol: z.enum(["HTTP", "HTTPS", "TCP", "UDP"]),
  port: z.number(),
  enabled: z.boolean(),
  defaultPoolId: z.string().nullable(),
  timeouts: z.object({
    clientDataMs: z.number(),
    headerMs: z.number().default(60_000),
    memberConnectMs: z.number(),
    memberDataMs: z.number(),
  }),
  insertHeaders: z.object({
    xForwardedFor: z.boolean(),
    xForwardedProto: z.boolean(),
    xForwardedPort: z.boolean(),
    xForwardedHost: z.boolean(),
    xForwardedElbId: z.boolean(),
  }),
  accessControl: z.object({ enabled: z.boolean(), cidrs: z.array(z.string()) }),
  /** Peers whose X-Forwarded-For is believed (K-20). */
  trustedProxies: z.array(z.string()).default([]),
  /** Trusted peers begin with a PROXY protocol header. */
  acceptProxyProtocol: z.boolean().default(false),
  forwardedFor: z.enum(["append", "overwrite", "preserve"]).default("append"),
  /** Open client connections at most, in all and of one source address; -1 is without limit. */
  connectionLimit: z.number(),
  connectionsPerSource: z.number().default(-1),
  policyOrder: z.enum(["guide", "position"]).default("guide"),
  policies: z.array(L7PolicySpec).default([]),
  /** Of HTTPS listeners. */
  tls: TlsSpec.nullable().default(null),
});
export type ListenerSpec = z.infer<typeof ListenerSpec>;

/** Two small HTTP servers that the engine runs in its own host for the sample (issue: main job). */
const DemoServerSpec = z.object({ id: z.string(), name: z.string(), address: z.string(), port: z.number() });
export type DemoServerSpec = z.infer<typeof DemoServerSpec>;

/** How much of the streams' files is kept, all streams of the group together. */
const LogGroupSpec = z.object({
  id: z.string(),
  retentionDays: z.number(),
  maxBytes: z.number(),
  streamIds: z.array(z.string()),
});
export type LogGroupSpec = z.infer<typeof LogGroupSpec>;

/** The whole desired state of one engine. Objects refer to each other by id; a dangling id is a refusal of its holder. */
export const Snapshot = z.object({
  protocol: z.number(),
  generation: z.number().int().nonnegative(),
  loadBalancers: z.array(LoadBalancerSpec),
  listeners: z.array(ListenerSpec),
  pools: z.array(PoolSpec),
  certificates: z.array(CertificateSpec).default([]),
  demoServers: z.array(DemoServerSpec).default([]),
  logGroups: z.array(LogGroupSpec).default([]),
  /** IPv4 addresses of this host that connections to members come from, in turn; empty: the system chooses (BS-05). */
  sourceAddresses: z.array(z.string()).default([]),
  /** Addresses of load balancers that this host lacks are added to it while they are theirs. */
  addMissingAddresses: z.boolean().default(false),
});
export type Snapshot = z.infer<typeof Snapshot>;

export function emptySnapshot(): Snapshot {
  return {
    protocol: protocolVersion,
    generation: 0,
    loadBalancers: [],
    listeners: [],
    pools: [],
    certificates: [],
    demoServers: [],
    logGroups: [],
    sourceAddresses: [],
    addMissingAddresses: false,
  };
}
