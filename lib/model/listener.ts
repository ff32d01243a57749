import * as z from "zod";
import { cidrContains, Ipv4OrCidr, isIpv4, parseCidr } from "./address";
import { PolicyOrder } from "./l7policy-order";
import { rule } from "./rule";
import type { ConfigurationState, Health } from "./status";
import { PlainTags } from "./tag";
import { Description, Id, integer, Name, OptionalName, Port } from "./text";
import { TlsChange, TlsSettings } from "./tls";

/** Front protocols (LS-07). HTTPS ends TLS here: `TERMINATED_HTTPS` in the API. */
export const ListenerProtocol = z.enum(["HTTP", "HTTPS", "TCP", "UDP"], { error: rule("listenerProtocol") });
export type ListenerProtocol = z.infer<typeof ListenerProtocol>;

/** Protocols that this version's data plane runs; the others are refused with `protocolNotAvailable`. */
export const availableListenerProtocols: readonly ListenerProtocol[] = ["HTTP", "HTTPS", "TCP", "UDP"];

/** Layer 4 relays bytes or datagrams: no headers, no cookies, and refusals are resets. */
export function isLayer4(protocol: ListenerProtocol): boolean {
  return protocol === "TCP" || protocol === "UDP";
}

/** Idle and answer times in ms (L7-27; Octavia's names), 1 s to 4000 s, connect 50 ms and header 1 s to 300 s. */
export const ListenerTimeouts = z.object({
  /** Idle keep-alive client, and each pause inside a request's body. TCP: silence in both directions. */
  clientDataMs: integer(1000, 4_000_000).default(60_000),
  /** From a request's first byte to the end of its header block; no byte extends it. */
  headerMs: integer(1000, 300_000).default(60_000),
  memberConnectMs: integer(50, 300_000).default(5_000),
  /** From the request's end to the answer's head, and each pause inside the answer. */
  memberDataMs: integer(1000, 4_000_000).default(60_000),
});
export type ListenerTimeouts = z.infer<typeof ListenerTimeouts>;

/** Times where nothing else was said: 60 s, but 300 s of silence for TCP (L7-27). */
export function defaultTimeouts(protocol: ListenerProtocol): ListenerTimeouts {
  return ListenerTimeouts.parse(protocol === "TCP" ? { clientDataMs: 300_000, memberDataMs: 300_000 } : {});
}

/** Layer 4 has one silence for both directions, 10 s to 4000 s (L7-27), as the screens set it. */
export const Layer4Timeouts = ListenerTimeouts.extend({ clientDataMs: integer(10_000, 4_000_000).default(300_000) });

const timeoutFields = ListenerTimeouts.shape;
const GivenTimeouts = z.object({
  clientDataMs: timeoutFields.clientDataMs.removeDefault().optional(),
  headerMs: timeoutFields.headerMs.removeDefault().optional(),
  memberConnectMs: timeoutFields.memberConnectMs.removeDefault().optional(),
  memberDataMs: timeoutFields.memberDataMs.removeDefault().optional(),
});

/** Headers that the balancer adds towards members (L7-25, L7-26). */
export const InsertHeaders = z.object({
  xForwardedFor: z.boolean().default(true),
  xForwardedProto: z.boolean().default(true),
  xForwardedPort: z.boolean().default(false),
  xForwardedHost: z.boolean().default(false),
  xForwardedElbId: z.boolean().default(false),
});
export type InsertHeaders = z.infer<typeof InsertHeaders>;

/** At most `max` IPv4 addresses or CIDRs without repetition. */
function cidrList(max: number) {
  return z
    .array(Ipv4OrCidr)
    .max(max, { error: rule("tooMany", { max }) })
    .superRefine((cidrs, context) => {
      const seen = new Set<string>();
      for (const [index, text] of cidrs.entries()) {
        const cidr = parseCidr(text);
        const key = cidr === null ? text : `${cidr.first}/${cidr.prefix}`;
        if (seen.has(key))
          context.addIssue({ code: "custom", path: [index], message: rule("duplicateCidr", { value: text }) });
        seen.add(key);
      }
    });
}

/** Whitelist (AC-01..AC-03): at most 300 IPv4 addresses or CIDRs without repetition; on and empty admits nobody. */
export const AccessControl = z.object({ enabled: z.boolean().default(false), cidrs: cidrList(300).default([]) });
export type AccessControl = z.infer<typeof AccessControl>;

/** What the whitelist says of an IPv4 address (AC-02), and the entry that admits it; null: not an IPv4 address. */
export interface Passage {
  passes: boolean;
  entry: string | null;
}

export function wouldPass({ enabled, cidrs }: AccessControl, address: string): Passage | null {
  const given = address.trim();
  if (!isIpv4(given)) return null;
  if (!enabled) return { passes: true, entry: null };
  const entry = cidrs.find((text) => {
    const cidr = parseCidr(text);
    return cidr !== null && cidrContains(cidr, given);
  });
  return { passes: entry !== undefined, entry: entry ?? null };
}

/**
 * What becomes of a client's X-Forwarded-For while the listener adds one (K-20): its address is appended, replaces
 * what came, or is added only where none came.
 */
export const ForwardedFor = z.enum(["append", "overwrite", "preserve"], { error: rule("forwardedFor") });
export type ForwardedFor = z.infer<typeof ForwardedFor>;

/** Peers whose X-Forwarded-For or PROXY header is believed (K-20), at most 100; none: the peer is the client. */
export const TrustedProxies = cidrList(100);

interface ProxyFields {
  protocol: ListenerProtocol;
  acceptProxyProtocol: boolean;
  trustedProxies: readonly string[];
}

/** The PROXY protocol is believed of trusted peers only, and not by UDP listeners; null: all fits. */
export function checkProxies({
  protocol,
  acceptProxyProtocol,
  trustedProxies,
}: ProxyFields): { path: string[]; rule: string } | null {
  if (!acceptProxyProtocol) return null;
  if (protocol === "UDP") return { path: ["acceptProxyProtocol"], rule: rule("acceptProxyNotUdp") };
  if (trustedProxies.length > 0) return null;
  return { path: ["trustedProxies"], rule: rule("proxyProtocolNeedsTrusted") };
}

function proxyIssue(input: ProxyFields, context: z.core.$RefinementCtx): void {
  const problem = checkProxies(input);
  if (problem !== null) context.addIssue({ code: "custom", path: problem.path, message: problem.rule });
}

export const Listener = z.object({
  id: Id,
  loadBalancerId: Id,
  name: z.string(),
  description: z.string(),
  protocol: ListenerProtocol,
  port: Port,
  enabled: z.boolean(),
  defaultPoolId: Id.nullable(),
  timeouts: ListenerTimeouts,
  insertHeaders: InsertHeaders,
  accessControl: AccessControl,
  trustedProxies: z.array(z.string()),
  /** Connections of trusted proxies begin with a PROXY protocol header, version 1 or 2. */
  acceptProxyProtocol: z.boolean(),
  forwardedFor: ForwardedFor,
  /** Open client connections at most; -1 is without limit. */
  connectionLimit: z.number(),
  /** Those of one source address at most; -1 is without limit. */
  connectionsPerSource: z.number(),
  /** Of HTTPS listeners; null on others. */
  tls: TlsSettings.nullable(),
  policyOrder: PolicyOrder,
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
  generation: z.number(),
});
export type Listener = z.infer<typeof Listener>;

/** -1, or 1 to 100,000 connections of one source address. */
const ConnectionsPerSource = integer(-1, 100_000).refine((limit) => limit !== 0, {
  error: rule("connectionsPerSource"),
});

const settings = {
  description: Description,
  enabled: z.boolean(),
  timeouts: ListenerTimeouts,
  insertHeaders: InsertHeaders,
  accessControl: AccessControl,
  trustedProxies: TrustedProxies,
  acceptProxyProtocol: z.boolean(),
  forwardedFor: ForwardedFor,
  connectionLimit: integer(-1, 1_000_000),
  connectionsPerSource: ConnectionsPerSource,
  policyOrder: PolicyOrder,
};

/** What a listener has beside its place, group and times, with what it is when nobody says. */
const newSettings = {
  insertHeaders: settings.insertHeaders.prefault({}),
  accessControl: settings.accessControl.prefault({}),
  trustedProxies: settings.trustedProxies.default([]),
  acceptProxyProtocol: settings.acceptProxyProtocol.default(false),
  forwardedFor: settings.forwardedFor.default("append"),
  connectionLimit: settings.connectionLimit.default(-1),
  connectionsPerSource: settings.connectionsPerSource.default(-1),
  tls: TlsSettings.nullable().default(null),
};

/** HTTPS listeners have TLS settings, with a certificate; others have none. */
function tlsIssue(
  { protocol, tls }: { protocol: ListenerProtocol; tls: TlsSettings | null },
  context: z.core.$RefinementCtx,
): void {
  if (protocol === "HTTPS" && tls === null) {
    const path = ["tls", "defaultCertificateId"];
    context.addIssue({ code: "custom", path, message: rule("defaultCertificateMissing") });
  }
  if (protocol !== "HTTPS" && tls !== null) {
    context.addIssue({ code: "custom", path: ["tls"], message: rule("tlsOfHttpsOnly") });
  }
}

/** The settings of a new listener in the console. */
export function defaultListenerSettings(protocol: ListenerProtocol) {
  return { ...z.object(newSettings).parse({}), timeouts: defaultTimeouts(protocol) };
}

const NewListener = z.object({
  loadBalancerId: Id,
  name: OptionalName.default(""),
  protocol: ListenerProtocol,
  port: Port,
  defaultPoolId: Id.nullable().default(null),
  description: settings.description.default(""),
  enabled: settings.enabled.default(true),
  timeouts: GivenTimeouts.prefault({}),
  ...newSettings,
  policyOrder: settings.policyOrder.default("guide"),
  tags: PlainTags.default([]),
});

export const CreateListenerInput = NewListener.superRefine(proxyIssue)
  .superRefine(tlsIssue)
  .transform((input) => {
    const given = Object.entries(input.timeouts).filter(([, ms]) => ms !== undefined);
    return { ...input, timeouts: { ...defaultTimeouts(input.protocol), ...Object.fromEntries(given) } };
  });
export type CreateListenerInput = z.input<typeof CreateListenerInput>;

/** Protocol and port stay for a listener's life (LS-07). */
export const UpdateListenerInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  defaultPoolId: Id.nullable().optional(),
  description: settings.description.optional(),
  enabled: settings.enabled.optional(),
  timeouts: settings.timeouts.optional(),
  insertHeaders: settings.insertHeaders.optional(),
  accessControl: settings.accessControl.optional(),
  trustedProxies: settings.trustedProxies.optional(),
  acceptProxyProtocol: settings.acceptProxyProtocol.optional(),
  forwardedFor: settings.forwardedFor.optional(),
  connectionLimit: settings.connectionLimit.optional(),
  connectionsPerSource: settings.connectionsPerSource.optional(),
  tls: TlsChange.optional(),
  policyOrder: settings.policyOrder.optional(),
  tags: PlainTags.optional(),
});
export type UpdateListenerInput = z.input<typeof UpdateListenerInput>;

/**
 * The default group goes with its listener unless another one uses it; `withServers` is the explicit step of K-10 that
 * removes the group's servers first. `keepPool` leaves the group alone, as Octavia's clients expect.
 */
export const DeleteListenerInput = z.object({
  id: Id,
  withServers: z.boolean().default(false),
  keepPool: z.boolean().default(false),
});
export type DeleteListenerInput = z.input<typeof DeleteListenerInput>;

/** Limits as the screens take them: -1 or at least 1 connection. */
export const ListenerLimits = z.object({
  connectionLimit: settings.connectionLimit.refine((limit) => limit !== 0, {
    error: rule("integerBetween", { min: 1, max: 1_000_000 }),
  }),
  connectionsPerSource: settings.connectionsPerSource,
});

/** The listener step of the wizard (LS-06, LS-07). */
export const ListenerStep = z
  .object({
    name: Name,
    protocol: ListenerProtocol,
    port: Port,
    description: Description,
    ...newSettings,
    timeouts: GivenTimeouts.prefault({}),
    connectionLimit: ListenerLimits.shape.connectionLimit.default(-1),
  })
  .superRefine(proxyIssue)
  .superRefine(tlsIssue)
  .superRefine(({ protocol, timeouts }, context) => {
    if (!isLayer4(protocol)) return;
    const issues = Layer4Timeouts.safeParse(timeouts).error?.issues ?? [];
    for (const issue of issues)
      context.addIssue({ code: "custom", path: ["timeouts", ...issue.path], message: issue.message });
  });
export type ListenerStep = z.infer<typeof ListenerStep>;

/** May listeners of these protocols have the same port of one load balancer (LS-03)? UDP shares with all but UDP. */
export function sharesPorts(a: ListenerProtocol, b: ListenerProtocol): boolean {
  return (a === "UDP") !== (b === "UDP");
}

/** Do two listeners of one load balancer want the same port (LS-03)? */
export function portsConflict(a: { protocol: ListenerProtocol; port: number }, b: typeof a): boolean {
  return a.port === b.port && !sharesPorts(a.protocol, b.protocol);
}

export interface ListenerView extends Listener {
  projectId: string;
  defaultPool: { id: string; name: string } | null;
  /** Its forwarding policies, by position. */
  policyIds: string[];
  /** Where it sends everybody instead while that is enabled (L7-21); null: nowhere. */
  redirect: { policyId: string; enabled: boolean; listener: { id: string; name: string; port: number } } | null;
  /** HTTP listeners that redirect to it, perhaps by a disabled redirect: it cannot be deleted (L7-22). */
  redirectedFrom: { id: string; name: string }[];
  configuration: ConfigurationState;
  health: Health;
}
