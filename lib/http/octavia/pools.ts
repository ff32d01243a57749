import type { Algorithm, PoolProtocol, PoolView, ProxyProtocol } from "@/lib/model/pool";
import type { Context } from "@/lib/services/context";
import { memberIdsOf } from "@/lib/services/member/ids";
import { clearSourceSessions } from "@/lib/services/pool/clear-sessions";
import { createPool } from "@/lib/services/pool/create";
import { deletePool } from "@/lib/services/pool/delete";
import { getPool } from "@/lib/services/pool/get";
import { listPools } from "@/lib/services/pool/list";
import { readSourceSessions } from "@/lib/services/pool/sessions";
import { updatePool } from "@/lib/services/pool/update";
import { type Body, changedTags, clearable, nulled } from "../body";
import { Fault, invalidInput, unsupported } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { operatingStatus, provisioning } from "./status";

export const poolNames = {
  loadBalancerId: "loadbalancer_id",
  listenerId: "listener_id",
  algorithm: "lb_algorithm",
  enabled: "admin_state_up",
  persistence: "session_persistence",
  "persistence.type": "session_persistence.type",
  "persistence.cookieName": "session_persistence.cookie_name",
  "persistence.timeoutS": "session_persistence.persistence_timeout",
  passiveEjection: "passive_ejection",
  "passiveEjection.consecutiveFailures": "passive_ejection.consecutive_failures",
  "passiveEjection.ejectS": "passive_ejection.eject_time",
  slowStartS: "slow_start",
  failOpen: "fail_open",
};

/** Octavia's names; the PROXY protocol is an option of TCP groups here. */
const protocols: Record<string, { protocol: PoolProtocol; proxyProtocol: ProxyProtocol | null }> = {
  HTTP: { protocol: "HTTP", proxyProtocol: null },
  TCP: { protocol: "TCP", proxyProtocol: null },
  UDP: { protocol: "UDP", proxyProtocol: null },
  PROXY: { protocol: "TCP", proxyProtocol: "v1" },
  PROXYV2: { protocol: "TCP", proxyProtocol: "v2" },
};
const otherProtocols = ["HTTPS", "SCTP"];

function protocolName({ protocol, proxyProtocol }: PoolView): string {
  if (proxyProtocol === null) return protocol;
  return proxyProtocol === "v1" ? "PROXY" : "PROXYV2";
}
const algorithms = ["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"];

export function poolBody(view: PoolView, memberIds: readonly string[]) {
  const { persistence, passiveEjection } = view;
  return {
    id: view.id,
    name: view.name,
    description: view.description,
    admin_state_up: view.enabled,
    ...provisioning(view),
    operating_status: operatingStatus(view.health, view.memberCount, view.configuration),
    project_id: view.projectId,
    protocol: protocolName(view),
    lb_algorithm: view.algorithm,
    session_persistence:
      persistence === null
        ? null
        : {
            type: persistence.type,
            cookie_name: persistence.cookieName,
            persistence_timeout: persistence.timeoutS,
            persistence_granularity: null,
          },
    // Extensions, in seconds: leaving out servers that fail, growing to the full share, and K-30.
    passive_ejection:
      passiveEjection === null
        ? null
        : { consecutive_failures: passiveEjection.consecutiveFailures, eject_time: passiveEjection.ejectS },
    slow_start: view.slowStartS,
    fail_open: view.failOpen,
    members: memberIds.map((id) => ({ id })),
    // Extension: scaling groups whose instances are members here.
    scaling_groups: view.scalingGroups.map(({ id }) => ({ id })),
    healthmonitor_id: view.healthMonitor?.id ?? null,
    loadbalancers: [{ id: view.loadBalancerId }],
    listeners: view.listeners.map(({ id }) => ({ id })),
    tls_enabled: false,
    tls_container_ref: null,
    ca_tls_container_ref: null,
    crl_container_ref: null,
    tls_ciphers: null,
    tls_versions: null,
    alpn_protocols: null,
    tags: view.tags,
  };
}

function bodyOf(ctx: Context, view: PoolView) {
  return poolBody(view, memberIdsOf(ctx, [view.id])(view.id));
}

function readProtocol(body: Body) {
  body.need("protocol");
  const protocol = String(body.value("protocol"));
  if (otherProtocols.includes(protocol)) throw unsupported(`protocol ${protocol}`);
  const known = protocols[protocol];
  if (known !== undefined) return known;
  const names = [...Object.keys(protocols), ...otherProtocols];
  throw invalidInput("protocol", protocol, `Value should be one of: ${names.join(", ")}.`);
}

function readAlgorithm(body: Body): Algorithm | undefined {
  const algorithm = body.text("lb_algorithm");
  if (algorithm === undefined || algorithms.includes(algorithm)) return algorithm as Algorithm | undefined;
  if (algorithm === "SOURCE_IP_PORT") throw unsupported("lb_algorithm SOURCE_IP_PORT");
  throw invalidInput("lb_algorithm", algorithm, `Value should be one of: ${algorithms.join(", ")}.`);
}

/** Seconds where the API says nothing: a day by cookie (K-02), 20 minutes by address (K-01). */
function readPersistence(body: Body, protocol: PoolProtocol) {
  if (!body.has("session_persistence")) return undefined;
  const given = body.object("session_persistence");
  if (given === undefined || Object.keys(given.raw).length === 0) return null;
  given.need("type");
  const persistence = {
    type: given.value("type") as "SOURCE_IP" | "HTTP_COOKIE" | "APP_COOKIE",
    cookieName: given.text("cookie_name"),
    timeoutS: given.integer("persistence_timeout") ?? (protocol === "HTTP" ? 86_400 : 1_200),
  };
  given.ignore("persistence_granularity");
  given.finish();
  return persistence;
}

/** Null switches the ejection off, an empty object on with its defaults. */
function readFailure(body: Body) {
  const given = body.object("passive_ejection");
  const ejection = given && {
    consecutiveFailures: given.integer("consecutive_failures"),
    ejectS: given.integer("eject_time"),
  };
  given?.finish();
  return {
    passiveEjection: nulled(body, "passive_ejection") ? null : ejection,
    slowStartS: nulled(body, "slow_start") ? 0 : body.integer("slow_start"),
    failOpen: nulled(body, "fail_open") ? false : body.flag("fail_open"),
  };
}

function refuseTls(body: Body): void {
  if (body.flag("tls_enabled") === true) throw unsupported("tls_enabled");
  body.ignore(
    "tls_container_ref",
    "ca_tls_container_ref",
    "crl_container_ref",
    "tls_ciphers",
    "tls_versions",
    "alpn_protocols",
  );
}

/** Input of a new group without its load balancer and listener. */
export function readNewPool(body: Body) {
  const { protocol, proxyProtocol } = readProtocol(body);
  body.need("lb_algorithm");
  refuseTls(body);
  return {
    name: body.text("name"),
    description: body.text("description"),
    protocol,
    proxyProtocol,
    algorithm: readAlgorithm(body),
    enabled: body.flag("admin_state_up"),
    persistence: readPersistence(body, protocol),
    ...readFailure(body),
    tags: body.list("tags") as string[] | undefined,
  };
}

export async function createPoolRoute(call: ApiCall): Promise<Response> {
  const pool = await withBody(call, "pool", poolNames, (body) => {
    body.ignore("project_id", "tenant_id");
    const input = {
      ...readNewPool(body),
      loadBalancerId: body.text("loadbalancer_id"),
      listenerId: body.text("listener_id"),
    };
    body.finish();
    if (input.loadBalancerId === undefined && input.listenerId === undefined) {
      throw new Fault(400, "Validation failure: Must provide at least one of: loadbalancer_id, listener_id");
    }
    return createPool(call.ctx, input);
  });
  return ok({ pool: bodyOf(call.ctx, getPool(call.ctx, pool.id)) }, 201);
}

export async function updatePoolRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "pool", poolNames, (body) => {
    const stored = getPool(call.ctx, id);
    body.fixed("protocol", "loadbalancer_id", "listener_id", "project_id");
    refuseTls(body);
    const input = {
      id,
      name: clearable(body, "name"),
      description: clearable(body, "description"),
      enabled: body.flag("admin_state_up"),
      algorithm: readAlgorithm(body),
      persistence: nulled(body, "session_persistence") ? null : readPersistence(body, stored.protocol),
      ...readFailure(body),
      tags: changedTags(body),
    };
    body.finish();
    updatePool(call.ctx, input);
  });
  return ok({ pool: bodyOf(call.ctx, getPool(call.ctx, id)) });
}

export function listPoolsRoute(call: ApiCall): Response {
  const pools = listPools(call.ctx);
  const membersOf = memberIdsOf(
    call.ctx,
    pools.map(({ id }) => id),
  );
  const items = pools.map((view) => poolBody(view, membersOf(view.id)));
  return listed(call, "pools", items);
}

export function getPoolRoute(call: ApiCall): Response {
  return ok({ pool: bodyOf(call.ctx, getPool(call.ctx, call.id())) });
}

/** As in Octavia a group goes with its servers and is taken from its listeners; the console refuses first (PG-08). */
export function deletePoolRoute(call: ApiCall): Response {
  deletePool(call.ctx, { id: call.id(), cascade: true });
  return noContent();
}

/** `{sessions_count, sessions: [{source_ip, member_id, expires_in}]}`: all are counted, 50 are listed; seconds. */
export async function listSessionsRoute(call: ApiCall): Promise<Response> {
  const { count, sessions } = await readSourceSessions(call.ctx, call.id());
  const rows = sessions.map(({ source, server, endsInS }) => ({
    source_ip: source,
    member_id: server?.id ?? null,
    expires_in: endsInS,
  }));
  return ok({ sessions_count: count, sessions: rows });
}

export async function clearSessionsRoute(call: ApiCall): Promise<Response> {
  await clearSourceSessions(call.ctx, call.id());
  return noContent();
}
