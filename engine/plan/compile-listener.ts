import { poolProtocolFor } from "@/lib/model/pool";
import { refusalCodes } from "@/lib/wire/messages";
import type { ListenerSpec, LoadBalancerSpec } from "@/lib/wire/snapshot";
import { compileAddressSet } from "@/engine/limits/address-set";
import { compileRoutes } from "./compile-policies";
import { compileAccessLog } from "./compile-access-log";
import { type Findings, isPort } from "./findings";
import type { AddressPlan, AddressSet, ListenerPlan, PoolPlan, Slots } from "./plan";

/** A load balancer as listeners see it: where it listens. */
export interface Front {
  readonly spec: LoadBalancerSpec;
  readonly addresses: readonly AddressPlan[];
}

interface Context {
  readonly fronts: ReadonlyMap<string, Front>;
  readonly pools: ReadonlyMap<string, PoolPlan>;
  readonly slots: Slots;
  readonly findings: Findings;
  /** Holder of each `transport address port` that is taken (LS-03). */
  readonly taken: Map<string, string>;
}

/** A listener, or null: refused (the findings say why) or switched off (they say nothing). */
export function compileListener(spec: ListenerSpec, context: Context): ListenerPlan | null {
  const { findings } = context;
  const refuse = (field: string, code: string, message: string) =>
    findings.refuse("listener", spec.id, field, code, message);
  const front = context.fronts.get(spec.loadBalancerId);
  if (front === undefined) {
    return refuse("loadBalancerId", refusalCodes.danglingReference, `there is no load balancer ${spec.loadBalancerId}`);
  }
  if (!spec.enabled || !front.spec.enabled) return null;
  if (spec.protocol === "HTTPS") {
    return refuse("protocol", refusalCodes.unsupportedProtocol, `${spec.protocol} listeners are not available yet`);
  }
  if (!isPort(spec.port)) {
    return refuse("port", refusalCodes.invalidValue, `port ${spec.port} is not within 1–65535`);
  }
  if (front.addresses.length === 0) {
    return refuse("loadBalancerId", refusalCodes.invalidValue, "the load balancer has no address to listen on");
  }
  const pool = defaultPool(spec, context);
  if (pool === undefined) return null;
  const whitelist = compileWhitelist(spec, findings);
  if (whitelist === undefined) return null;
  const trustedProxies = compileAddresses(spec, "trustedProxies", spec.trustedProxies, findings);
  if (trustedProxies === undefined) return null;
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
    defaultPool: pool,
    routes: compileRoutes(spec, context),
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
  };
}

function defaultPool(spec: ListenerSpec, { pools, findings }: Context): PoolPlan | null | undefined {
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

function compileWhitelist(spec: ListenerSpec, findings: Findings): AddressSet | null | undefined {
  const { enabled, cidrs } = spec.accessControl;
  return enabled ? compileAddresses(spec, "accessControl.cidrs", cidrs, findings) : null;
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
function takePorts(spec: ListenerSpec, front: Front, { taken, findings }: Context): boolean {
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
