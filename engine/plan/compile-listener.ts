import { poolProtocolFor } from "@/lib/model/pool";
import { refusalCodes } from "@/lib/wire/messages";
import type { ListenerSpec } from "@/lib/wire/snapshot";
import { compileAddressSet } from "@/engine/limits/address-set";
import { type CertificateMaterial, compileTls } from "@/engine/tls/compile-tls";
import type { TlsPlan } from "@/engine/tls/tls-plan";
import type { Front } from "./compile-front";
import { compileRedirect, compileRoutes } from "./compile-policies";
import { compileAccessLog } from "./compile-access-log";
import { type Findings, isPort } from "./findings";
import type { AddressSet, ListenerPlan, PoolPlan, Routes, Slots } from "./plan";
import { sameJson } from "./same-json";

/** What a listener was compiled to before; parts of it that would be the same again are taken over. */
export interface FormerListener {
  readonly spec: ListenerSpec;
  readonly plan: ListenerPlan;
  readonly certificates: readonly CertificateMaterial[];
  /** {@link groupProtocols} of then. */
  readonly protocols: string;
}

interface ListenerContext {
  readonly fronts: ReadonlyMap<string, Front>;
  readonly pools: ReadonlyMap<string, PoolPlan>;
  /** Those that the listener names, by id. */
  readonly certificates: ReadonlyMap<string, CertificateMaterial>;
  readonly slots: Slots;
  readonly findings: Findings;
  /** Holder of each `transport address port` that is taken (LS-03). */
  readonly taken: Map<string, string>;
  /** Only where nobody reads the findings: what is taken over finds nothing again. */
  readonly former?: FormerListener | undefined;
}

/** All that a listener's compilation asks of groups: the protocols of those that it names, in their order. */
export function groupProtocols(
  { defaultPoolId, policies }: ListenerSpec,
  pools: ReadonlyMap<string, PoolPlan>,
): string {
  const protocolOf = (id: string | null) => (id === null ? "" : (pools.get(id)?.protocol ?? "none"));
  let protocols = protocolOf(defaultPoolId);
  for (const { redirectPoolId } of policies) protocols += ` ${protocolOf(redirectPoolId)}`;
  return protocols;
}

/** A listener, or null: refused (the findings say why) or switched off (they say nothing). */
export function compileListener(spec: ListenerSpec, context: ListenerContext): ListenerPlan | null {
  const { findings } = context;
  const refuse = (field: string, code: string, message: string) =>
    findings.refuse("listener", spec.id, field, code, message);
  const front = context.fronts.get(spec.loadBalancerId);
  if (front === undefined) {
    return refuse("loadBalancerId", refusalCodes.danglingReference, `there is no load balancer ${spec.loadBalancerId}`);
  }
  if (!spec.enabled || !front.spec.enabled) return null;
  if (!isPort(spec.port)) {
    return refuse("port", refusalCodes.invalidValue, `port ${spec.port} is not within 1–65535`);
  }
  if (front.addresses.length === 0) {
    return refuse("loadBalancerId", refusalCodes.invalidValue, "the load balancer has no address to listen on");
  }
  const pool = defaultPool(spec, context);
  if (pool === undefined) return null;
  const whitelist = compileWhitelist(spec, context);
  if (whitelist === undefined) return null;
  const trustedProxies = compileTrustedProxies(spec, context);
  if (trustedProxies === undefined) return null;
  const tls = spec.protocol === "HTTPS" ? tlsOf(spec, context) : null;
  if (spec.protocol === "HTTPS" && tls === null) return null;
  const slot = context.slots.listeners[spec.id];
  if (slot === undefined) return refuse("id", refusalCodes.capacity, "the engine holds no more listeners");
  if (!takePorts(spec, front, context)) return null;
  return {
    id: spec.id,
    name: spec.name,
    loadBalancerId: spec.loadBalancerId,
    slot,
    protocol: spec.protocol,
    port: spec.port,
    addresses: front.addresses,
    defaultPoolId: pool?.id ?? null,
    routes: routesOf(spec, context),
    redirect: compileRedirect(spec, context.findings),
    clientDataMs: spec.timeouts.clientDataMs,
    headerTimeoutMs: spec.timeouts.headerMs,
    memberConnectMs: spec.timeouts.memberConnectMs,
    memberDataMs: spec.timeouts.memberDataMs,
    xForwardedFor: spec.insertHeaders.xForwardedFor,
    forwardedFor: spec.forwardedFor,
    trustedProxies: trustedProxies.size === 0 ? null : trustedProxies,
    proxyProtocolFrom: spec.acceptProxyProtocol && trustedProxies.size > 0 ? trustedProxies : null,
    fixedHeaders: fixedHeaders(spec),
    xForwardedHost: spec.insertHeaders.xForwardedHost,
    whitelist,
    accessLog: compileAccessLog(spec, front),
    connectionLimit: spec.connectionLimit,
    connectionsPerSource: spec.connectionsPerSource,
    tls,
  };
}

/** Contexts are dear to make, and sessions are resumed with those that were made: what says the same stays. */
function tlsOf(spec: ListenerSpec, { certificates, findings, former }: ListenerContext): TlsPlan | null {
  const used = [...certificates.values()];
  if (former?.plan.tls != null && sameJson(former.spec.tls, spec.tls) && sameJson(former.certificates, used)) {
    return former.plan.tls;
  }
  return compileTls(spec, certificates, findings);
}

function defaultPool(spec: ListenerSpec, { pools, findings }: ListenerContext): PoolPlan | null | undefined {
  if (spec.defaultPoolId === null) return null;
  const pool = pools.get(spec.defaultPoolId);
  if (pool === undefined) {
    const message = `there is no usable group ${spec.defaultPoolId}`;
    findings.refuse("listener", spec.id, "defaultPoolId", refusalCodes.danglingReference, message);
    return undefined;
  }
  const wanted = poolProtocolFor(spec.protocol);
  if (pool.protocol !== wanted) {
    const message = `the group speaks ${pool.protocol}, the listener needs ${wanted}`;
    findings.refuse("listener", spec.id, "defaultPoolId", refusalCodes.invalidValue, message);
    return undefined;
  }
  return pool;
}

function routesOf(spec: ListenerSpec, context: ListenerContext): Routes | null {
  const { former, pools } = context;
  const isSame =
    former !== undefined &&
    former.spec.policyOrder === spec.policyOrder &&
    sameJson(former.spec.policies, spec.policies) &&
    former.protocols === groupProtocols(spec, pools);
  return isSame ? former.plan.routes : compileRoutes(spec, context);
}

function compileWhitelist(spec: ListenerSpec, { findings, former }: ListenerContext): AddressSet | null | undefined {
  const { enabled, cidrs } = spec.accessControl;
  if (!enabled) return null;
  const known = former?.plan.whitelist ?? null;
  if (known !== null && sameJson(former?.spec.accessControl.cidrs, cidrs)) return known;
  return compileAddresses(spec, "accessControl.cidrs", cidrs, findings);
}

function compileTrustedProxies(spec: ListenerSpec, { findings, former }: ListenerContext): AddressSet | undefined {
  const known = former?.plan.trustedProxies ?? null;
  if (known !== null && sameJson(former?.spec.trustedProxies, spec.trustedProxies)) return known;
  return compileAddresses(spec, "trustedProxies", spec.trustedProxies, findings);
}

function compileAddresses(
  spec: ListenerSpec,
  field: string,
  cidrs: readonly string[],
  findings: Findings,
): AddressSet | undefined {
  const compiled = compileAddressSet(cidrs);
  if ("set" in compiled) return compiled.set;
  const message = `${cidrs[compiled.invalidIndex]} is neither an IPv4 address nor a CIDR`;
  findings.refuse("listener", spec.id, `${field}.${compiled.invalidIndex}`, refusalCodes.invalidValue, message);
  return undefined;
}

/** Takes the listener's port on every address, or refuses it with the holder's id (LS-03: UDP is a port space of its own). */
export function takePorts(
  spec: ListenerSpec,
  front: Front,
  { taken, findings }: Pick<ListenerContext, "taken" | "findings">,
): boolean {
  const transport = spec.protocol === "UDP" ? "udp" : "tcp";
  const keys = front.addresses.map(({ address }) => `${transport} ${address} ${spec.port}`);
  for (const key of keys) {
    const holder = taken.get(key);
    if (holder === undefined) continue;
    const message = `listener ${holder} already listens on this port of this address`;
    findings.refuse("listener", spec.id, "port", refusalCodes.portConflict, message);
    return false;
  }
  for (const key of keys) taken.set(key, spec.id);
  return true;
}

/** Header lines that are the same for every request of a listener (L7-26). */
function fixedHeaders({ insertHeaders, protocol, port, loadBalancerId }: ListenerSpec): string {
  let lines = "";
  if (insertHeaders.xForwardedProto) lines += `X-Forwarded-Proto: ${protocol === "HTTPS" ? "https" : "http"}\r\n`;
  if (insertHeaders.xForwardedPort) lines += `X-Forwarded-Port: ${port}\r\n`;
  if (insertHeaders.xForwardedElbId) lines += `X-Forwarded-ELB-ID: ${loadBalancerId}\r\n`;
  return lines;
}
