import * as z from "zod";
import { CreateHealthMonitorInput, type HealthMonitor } from "./healthmonitor";
import type { ListenerProtocol } from "./listener";
import { rule } from "./rule";
import type { ConfigurationState, Health } from "./status";
import { PlainTags } from "./tag";
import { Description, Id, integer, Name, OptionalName } from "./text";

/** Protocol towards the servers (LS-04). */
export const PoolProtocol = z.enum(["HTTP", "TCP", "UDP"], { error: rule("poolProtocol") });
export type PoolProtocol = z.infer<typeof PoolProtocol>;

/** Weighted round robin, weighted least connections, source IP hash (X-07; Octavia's names). */
export const Algorithm = z.enum(["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"], { error: rule("algorithm") });
export type Algorithm = z.infer<typeof Algorithm>;

export const PersistenceType = z.enum(["SOURCE_IP", "HTTP_COOKIE", "APP_COOKIE"], { error: rule("persistenceType") });
export type PersistenceType = z.infer<typeof PersistenceType>;

const cookieCharacter = /^[A-Za-z0-9!#$%&'*+.^_`|~-]$/;

/** Cookie name: an RFC 6265 token of 1–255 characters (PG-05); the refusal names the first that is none. */
export const CookieName = z
  .string({ error: rule("required") })
  .min(1, { error: rule("required") })
  .max(255, { error: rule("tooLong", { max: 255 }) })
  .superRefine((name, context) => {
    const characters = [...name];
    const at = characters.findIndex((character) => !cookieCharacter.test(character));
    if (at < 0) return;
    const character = characters[at] ?? "";
    const message =
      character === " "
        ? rule("cookieNameSpace", { position: at + 1 })
        : rule("cookieNameCharacter", { position: at + 1, character });
    context.addIssue({ code: "custom", message });
  });

/** Session persistence; `timeoutS` in seconds (PG-06, K-01, K-02). */
export const Persistence = z.object({
  type: PersistenceType,
  cookieName: CookieName.nullable().default(null),
  timeoutS: integer(1, 86_400).default(1200),
});
export type Persistence = z.infer<typeof Persistence>;

/**
 * A server that fails requests is left out for a while (threats: outliers): after so many failures in a row, 1–20, for
 * 1–3600 s. The last server of a group is never left out.
 */
export const PassiveEjection = z.object({
  consecutiveFailures: integer(1, 20).default(3),
  ejectS: integer(1, 3600).default(30),
});
export type PassiveEjection = z.infer<typeof PassiveEjection>;

/** Seconds in which a server that comes back grows to its full share, 0 (at once) to 900. */
export const SlowStart = integer(0, 900);

/**
 * Header that begins each connection to a server of a TCP group and names the client (K-17): the server must be set to
 * expect it.
 */
export const ProxyProtocol = z.enum(["v1", "v2"], { error: rule("proxyProtocol") });
export type ProxyProtocol = z.infer<typeof ProxyProtocol>;

/** May a group of this protocol send it? HTTP groups have X-Forwarded-For, datagrams have no beginning. */
export function takesProxyProtocol(protocol: PoolProtocol): boolean {
  return protocol === "TCP";
}

export const Pool = z.object({
  id: Id,
  loadBalancerId: Id,
  name: z.string(),
  description: z.string(),
  protocol: PoolProtocol,
  algorithm: Algorithm,
  persistence: Persistence.nullable(),
  /** Null: off. */
  passiveEjection: PassiveEjection.nullable(),
  slowStartS: z.number(),
  /** While no server is healthy: all get requests (true), or nobody does and the answer is 503 (K-30). */
  failOpen: z.boolean(),
  /** Null: off. */
  proxyProtocol: ProxyProtocol.nullable(),
  enabled: z.boolean(),
  tags: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number().nullable(),
});
export type Pool = z.infer<typeof Pool>;

interface PersistenceFields {
  protocol: PoolProtocol;
  algorithm: Algorithm;
  persistence: Persistence | null;
}

/** Rules between protocol, algorithm and persistence (ST-06, PG-04, PG-05, PG-07); field paths are the pool's. */
export function checkPersistence({
  protocol,
  algorithm,
  persistence,
}: PersistenceFields): { path: string[]; rule: string } | null {
  if (persistence === null) return null;
  if (algorithm !== "ROUND_ROBIN") return { path: ["persistence"], rule: rule("persistenceNeedsRoundRobin") };
  const http = protocol === "HTTP";
  if (http === (persistence.type === "SOURCE_IP")) {
    return { path: ["persistence", "type"], rule: rule(http ? "persistenceHttpCookies" : "persistenceSourceIpOnly") };
  }
  if (persistence.type === "APP_COOKIE" && persistence.cookieName === null) {
    return { path: ["persistence", "cookieName"], rule: rule("required") };
  }
  if (persistence.type !== "APP_COOKIE" && persistence.cookieName !== null) {
    return { path: ["persistence", "cookieName"], rule: rule("cookieNameOnlyAppCookie") };
  }
  const max = http ? 86_400 : 3_600;
  if (persistence.timeoutS > max)
    return { path: ["persistence", "timeoutS"], rule: rule("integerBetween", { min: 1, max }) };
  return null;
}

const fields = {
  name: OptionalName.default(""),
  description: Description.default(""),
  protocol: PoolProtocol,
  algorithm: Algorithm.default("ROUND_ROBIN"),
  persistence: Persistence.nullable().default(null),
  passiveEjection: PassiveEjection.nullable().default(null),
  slowStartS: SlowStart.default(0),
  failOpen: z.boolean().default(false),
  proxyProtocol: ProxyProtocol.nullable().default(null),
};

interface ProtocolFields extends PersistenceFields {
  proxyProtocol: ProxyProtocol | null;
}

/** What a group's protocol says of its other fields; null: all of them fit. */
export function checkPool(input: ProtocolFields): { path: string[]; rule: string } | null {
  if (input.proxyProtocol !== null && !takesProxyProtocol(input.protocol)) {
    return { path: ["proxyProtocol"], rule: rule("proxyProtocolNeedsTcp") };
  }
  return checkPersistence(input);
}

function poolIssue(input: ProtocolFields, context: z.core.$RefinementCtx): void {
  const problem = checkPool(input);
  if (problem !== null) context.addIssue({ code: "custom", path: problem.path, message: problem.rule });
}

/** One of `loadBalancerId` and `listenerId`; the latter makes it that listener's default group. */
export const CreatePoolInput = z
  .object({
    loadBalancerId: Id.optional(),
    listenerId: Id.optional(),
    enabled: z.boolean().default(true),
    tags: PlainTags.default([]),
    /** Made with the group, or neither is. */
    healthMonitor: CreateHealthMonitorInput.omit({ poolId: true }).optional(),
    ...fields,
  })
  .superRefine(poolIssue)
  .refine((input) => input.loadBalancerId !== undefined || input.listenerId !== undefined, {
    path: ["loadBalancerId"],
    error: rule("loadBalancerOrListener"),
  });
export type CreatePoolInput = z.input<typeof CreatePoolInput>;

export const UpdatePoolInput = z.object({
  id: Id,
  name: OptionalName.optional(),
  description: Description.optional(),
  algorithm: Algorithm.optional(),
  persistence: Persistence.nullable().optional(),
  passiveEjection: PassiveEjection.nullable().optional(),
  slowStartS: SlowStart.optional(),
  failOpen: z.boolean().optional(),
  proxyProtocol: ProxyProtocol.nullable().optional(),
  enabled: z.boolean().optional(),
  tags: PlainTags.optional(),
});
export type UpdatePoolInput = z.input<typeof UpdatePoolInput>;

/** `cascade` also deletes a group that is in use or holds servers (the API's way; the console refuses, PG-08). */
export const DeletePoolInput = z.object({ id: Id, cascade: z.boolean().default(false) });
export type DeletePoolInput = z.input<typeof DeletePoolInput>;

/** The group step of the wizard (PG-01). */
export const PoolStep = z.object({ ...fields, name: Name }).superRefine(poolIssue);
export type PoolStep = z.input<typeof PoolStep>;

/** Group protocols that a listener may use (LS-11). */
export function poolProtocolFor(listener: ListenerProtocol): PoolProtocol {
  return listener === "HTTPS" ? "HTTP" : listener;
}

/** Sessions by source address: how many, and some of them; `server` is null when it has just left the group. */
export interface SourceSessionsView {
  count: number;
  /** By id of the server. */
  counts: Record<string, number>;
  sessions: { source: string; server: { id: string; name: string } | null; endsInS: number }[];
}

export interface PoolView extends Pool {
  projectId: string;
  healthMonitor: HealthMonitor | null;
  listeners: { id: string; name: string; protocol: ListenerProtocol; port: number }[];
  /** Forwarding policies that send requests to it. */
  policies: { id: string; name: string; listenerId: string }[];
  /** Scaling groups whose instances are servers of it. */
  scalingGroups: { id: string; name: string }[];
  memberCount: number;
  configuration: ConfigurationState;
  health: Health;
}
