import {
  defaultTimeouts,
  type ForwardedFor,
  type InsertHeaders,
  isLayer4,
  type ListenerProtocol,
  type ListenerTimeouts,
  type ListenerView,
} from "@/lib/model/listener";
import type { TlsSettingsInput } from "@/lib/model/tls";
import type { PolicyOrder } from "@/lib/model/l7policy-order";
import type { Context } from "@/lib/services/context";
import { createListener } from "@/lib/services/listener/create";
import { deleteListener } from "@/lib/services/listener/delete";
import { getListener } from "@/lib/services/listener/get";
import { listListeners } from "@/lib/services/listener/list";
import { updateListener } from "@/lib/services/listener/update";
import { memberIdsOf } from "@/lib/services/member/ids";
import { type Body, changedTags, clearable, nulled } from "../body";
import { Fault, invalidInput, unsupported } from "../fault";
import { type ApiCall, listed, noContent, ok, withBody } from "./api-call";
import { clientHeaderNames, readTls, tlsBody, tlsNames } from "./listener-tls";
import { operatingStatus, provisioning } from "./status";

export const listenerNames = {
  loadBalancerId: "loadbalancer_id",
  port: "protocol_port",
  defaultPoolId: "default_pool_id",
  enabled: "admin_state_up",
  connectionLimit: "connection_limit",
  connectionsPerSource: "connections_per_source",
  trustedProxies: "trusted_proxies",
  acceptProxyProtocol: "accept_proxy_protocol",
  forwardedFor: "forwarded_for",
  policyOrder: "policy_order",
  accessControl: "allowed_cidrs",
  insertHeaders: "insert_headers",
  "timeouts.clientDataMs": "timeout_client_data",
  "timeouts.headerMs": "header_timeout",
  "timeouts.memberConnectMs": "timeout_member_connect",
  "timeouts.memberDataMs": "timeout_member_data",
  ...tlsNames,
};

const protocols: Record<string, ListenerProtocol> = { HTTP: "HTTP", TCP: "TCP", UDP: "UDP", TERMINATED_HTTPS: "HTTPS" };
const protocolsOfOctavia = ["HTTP", "HTTPS", "TCP", "TERMINATED_HTTPS", "UDP", "SCTP", "PROMETHEUS"];

const headerNames: Record<string, keyof InsertHeaders> = {
  "X-Forwarded-For": "xForwardedFor",
  "X-Forwarded-Proto": "xForwardedProto",
  "X-Forwarded-Port": "xForwardedPort",
  "X-Forwarded-Host": "xForwardedHost",
  "X-Forwarded-ELB-ID": "xForwardedElbId",
};

const timeoutNames = {
  clientDataMs: "timeout_client_data",
  headerMs: "header_timeout",
  memberConnectMs: "timeout_member_connect",
  memberDataMs: "timeout_member_data",
} as const;

/** Octavia's times in ms where the API says nothing; the header's is ours, and layer 4 has the guide's (L7-27). */
function defaultTimes(protocol: ListenerProtocol): ListenerTimeouts {
  if (isLayer4(protocol)) return defaultTimeouts(protocol);
  return { clientDataMs: 50_000, headerMs: 60_000, memberConnectMs: 5_000, memberDataMs: 50_000 };
}

export function listenerBody(view: ListenerView, servers: number) {
  const { timeouts, insertHeaders, accessControl } = view;
  return {
    id: view.id,
    name: view.name,
    description: view.description,
    admin_state_up: view.enabled,
    ...provisioning(view),
    operating_status: operatingStatus(view.health, servers, view.configuration),
    project_id: view.projectId,
    protocol: view.protocol === "HTTPS" ? "TERMINATED_HTTPS" : view.protocol,
    protocol_port: view.port,
    connection_limit: view.connectionLimit,
    default_pool_id: view.defaultPoolId,
    l7policies: view.policyIds.map((id) => ({ id })),
    // Extension (K-26): Octavia's order by position, or the guide's by kind.
    policy_order: view.policyOrder,
    insert_headers: Object.fromEntries([
      ...Object.entries(headerNames)
        .filter(([, field]) => !isLayer4(view.protocol) && insertHeaders[field])
        .map(([name]) => [name, "true"]),
      ...(view.tls?.clientHeaders === true ? clientHeaderNames.map((name) => [name, "true"]) : []),
    ]),
    timeout_client_data: timeouts.clientDataMs,
    timeout_member_connect: timeouts.memberConnectMs,
    timeout_member_data: timeouts.memberDataMs,
    timeout_tcp_inspect: 0,
    allowed_cidrs: accessControl.cidrs.length === 0 ? null : accessControl.cidrs,
    // Extension: on with an empty list admits nobody (AC-02).
    access_control_enabled: accessControl.enabled,
    // Extensions: whose X-Forwarded-For or PROXY header is believed, what becomes of the client's X-Forwarded-For
    // (K-20); ms; -1 without limit.
    trusted_proxies: view.trustedProxies,
    forwarded_for: view.forwardedFor,
    accept_proxy_protocol: view.acceptProxyProtocol,
    header_timeout: timeouts.headerMs,
    connections_per_source: view.connectionsPerSource,
    ...tlsBody(view.tls),
    tags: view.tags,
    loadbalancers: [{ id: view.loadBalancerId }],
  };
}

function bodiesOf(ctx: Context, views: readonly ListenerView[]) {
  const membersOf = memberIdsOf(
    ctx,
    views.flatMap(({ defaultPoolId }) => defaultPoolId ?? []),
  );
  return views.map((view) => listenerBody(view, membersOf(view.defaultPoolId).length));
}

function bodyOf(ctx: Context, view: ListenerView) {
  return bodiesOf(ctx, [view])[0];
}

export function readListenerProtocol(body: Body): ListenerProtocol {
  body.need("protocol");
  const protocol = String(body.value("protocol"));
  const known = protocols[protocol];
  if (known !== undefined) return known;
  if (protocolsOfOctavia.includes(protocol)) throw unsupported(`protocol ${protocol}`);
  throw invalidInput("protocol", protocol, `Value should be one of: ${protocolsOfOctavia.join(", ")}.`);
}

function readInsertHeaders(
  body: Body,
  protocol: ListenerProtocol,
  stored?: InsertHeaders,
): Partial<InsertHeaders> | undefined {
  if (!body.has("insert_headers")) return undefined;
  const given = body.object("insert_headers")?.raw ?? {};
  if (isLayer4(protocol) && Object.keys(given).length > 0) {
    throw new Fault(400, `insert_headers is not a valid option for a listener of protocol ${protocol}`);
  }
  const headers: Partial<InsertHeaders> = { ...stored };
  for (const [name, value] of Object.entries(given)) {
    const field = headerNames[name];
    if (field === undefined && protocol === "HTTPS" && clientHeaderNames.includes(name)) continue;
    if (field === undefined) throw new Fault(400, `${name} is not a valid option for insert_headers`);
    const word = String(value).toLowerCase();
    if (word !== "true" && word !== "false") throw new Fault(400, `${String(value)} is not a valid option for ${name}`);
    headers[field] = word === "true";
  }
  return headers;
}

/** An absent switch follows the list, as in Octavia: some CIDRs restrict, none do not. */
function readAccessControl(body: Body, stored: { enabled: boolean; cidrs: string[] }) {
  const enabled = body.flag("access_control_enabled");
  if (!body.has("allowed_cidrs")) return enabled === undefined ? undefined : { ...stored, enabled };
  const cidrs = (body.list("allowed_cidrs") ?? []) as string[];
  return { enabled: enabled ?? cidrs.length > 0, cidrs };
}

function readForwarding(body: Body) {
  return {
    trustedProxies: nulled(body, "trusted_proxies") ? [] : (body.list("trusted_proxies") as string[] | undefined),
    acceptProxyProtocol: nulled(body, "accept_proxy_protocol") ? false : body.flag("accept_proxy_protocol"),
    forwardedFor: nulled(body, "forwarded_for") ? "append" : (body.value("forwarded_for") as ForwardedFor | undefined),
  };
}

/** Null resets a time; an absent one is as `stored`. */
function readTimeouts(body: Body, protocol: ListenerProtocol, stored: ListenerTimeouts): ListenerTimeouts {
  const defaults = defaultTimes(protocol);
  const read = (field: keyof ListenerTimeouts) => {
    const name = timeoutNames[field];
    return nulled(body, name) ? defaults[field] : (body.integer(name) ?? stored[field]);
  };
  return {
    clientDataMs: read("clientDataMs"),
    headerMs: read("headerMs"),
    memberConnectMs: read("memberConnectMs"),
    memberDataMs: read("memberDataMs"),
  };
}

function readPolicyOrder(body: Body): PolicyOrder | undefined {
  return nulled(body, "policy_order") ? "position" : (body.text("policy_order") as PolicyOrder | undefined);
}

/** Input of a new listener without its load balancer and group. */
export function readNewListener(body: Body) {
  body.need("protocol_port");
  const protocol = readListenerProtocol(body);
  body.ignore("timeout_tcp_inspect");
  return {
    name: body.text("name"),
    description: body.text("description"),
    protocol,
    port: body.integer("protocol_port") as number,
    enabled: body.flag("admin_state_up"),
    connectionLimit: body.integer("connection_limit"),
    insertHeaders: readInsertHeaders(body, protocol),
    accessControl: readAccessControl(body, { enabled: false, cidrs: [] }),
    ...readForwarding(body),
    connectionsPerSource: body.integer("connections_per_source"),
    timeouts: readTimeouts(body, protocol, defaultTimes(protocol)),
    tls: readTls(body, protocol, null) as TlsSettingsInput | null,
    policyOrder: readPolicyOrder(body) ?? "position",
    tags: body.list("tags") as string[] | undefined,
  };
}

export async function createListenerRoute(call: ApiCall): Promise<Response> {
  const listener = await withBody(call, "listener", listenerNames, (body) => {
    body.need("loadbalancer_id");
    body.ignore("project_id", "tenant_id");
    if (body.value("default_pool") !== undefined) throw unsupported("default_pool outside of a load balancer's graph");
    const input = {
      ...readNewListener(body),
      loadBalancerId: String(body.value("loadbalancer_id")),
      defaultPoolId: body.text("default_pool_id"),
    };
    if ((body.list("l7policies") ?? []).length > 0) throw unsupported("l7policies");
    body.finish();
    return createListener(call.ctx, input);
  });
  return ok({ listener: bodyOf(call.ctx, getListener(call.ctx, listener.id)) }, 201);
}

export async function updateListenerRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "listener", listenerNames, (body) => {
    const stored = getListener(call.ctx, id);
    body.fixed("protocol", "protocol_port", "loadbalancer_id", "project_id");
    body.ignore("timeout_tcp_inspect");
    const tls = readTls(body, stored.protocol, stored.tls);
    const input = {
      id,
      name: clearable(body, "name"),
      description: clearable(body, "description"),
      enabled: body.flag("admin_state_up"),
      connectionLimit: nulled(body, "connection_limit") ? -1 : body.integer("connection_limit"),
      defaultPoolId: nulled(body, "default_pool_id") ? null : body.text("default_pool_id"),
      insertHeaders: readInsertHeaders(body, stored.protocol, stored.insertHeaders),
      accessControl: readAccessControl(body, stored.accessControl),
      ...readForwarding(body),
      connectionsPerSource: nulled(body, "connections_per_source") ? -1 : body.integer("connections_per_source"),
      timeouts: readTimeouts(body, stored.protocol, stored.timeouts),
      ...(tls === null || Object.keys(tls).length === 0 ? {} : { tls }),
      policyOrder: readPolicyOrder(body),
      tags: changedTags(body),
    };
    body.finish();
    updateListener(call.ctx, input);
  });
  return ok({ listener: bodyOf(call.ctx, getListener(call.ctx, id)) });
}

export function listListenersRoute(call: ApiCall): Response {
  return listed(call, "listeners", bodiesOf(call.ctx, listListeners(call.ctx)));
}

export function getListenerRoute(call: ApiCall): Response {
  return ok({ listener: bodyOf(call.ctx, getListener(call.ctx, call.id())) });
}

/** As Octavia's clients expect, the group stays; the console follows the guide (K-10). */
export function deleteListenerRoute(call: ApiCall): Response {
  deleteListener(call.ctx, { id: call.id(), keepPool: true });
  return noContent();
}
