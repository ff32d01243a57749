import { type Cause, causeOf } from "./cause";
import { firewallLines } from "./firewall-lines";
import { named, percent } from "./imbalance";
import { type AccessControl, isLayer4, type ListenerProtocol } from "./listener";
import type { EipValues, TrafficValues } from "./metric";
import { addAddressCommand } from "./network";
import type { ConfigurationState, MemberHealth } from "./status";

export interface UnreachableFacts {
  /** Null: the engine is there and well. */
  problem: string | null;
  balancer: { enabled: boolean; configuration: ConfigurationState; address: string; vpcCidr: string };
  eip: { address: string; onHost: boolean; traffic: EipValues | null } | null;
  listener: {
    protocol: ListenerProtocol;
    port: number;
    configuration: ConfigurationState;
    accessControl: AccessControl;
    connectionLimit: number;
    connectionsPerSource: number;
    idleS: number;
  };
  /** Of the listener in the window; null while nothing is heard of it. */
  traffic: TrafficValues | null;
  pool: { id: string; name: string; enabled: boolean; checked: boolean; persistence: boolean } | null;
  servers: { name: string; port: number; takes: boolean; status: MemberHealth }[];
  /** Addresses that connections to servers come from. */
  sources: readonly string[];
}

export type UnreachableCause = Cause<
  | "engine"
  | "listener"
  | "address"
  | "eip"
  | "access"
  | "limit"
  | "group"
  | "servers"
  | "firewall"
  | "answers"
  | "idle"
  | "bandwidth"
  | "sessions",
  UnreachableText
>;

type UnreachableText =
  | "engineWell"
  | "engineProblem"
  | "listenerRuns"
  | "listenerRefused"
  | "listenerDisabled"
  | "listenerApplying"
  | "addressOwn"
  | "addressMissing"
  | "eipNone"
  | "eipBound"
  | "eipMissing"
  | "accessAll"
  | "accessNobody"
  | "accessSome"
  | "limitNone"
  | "limitFree"
  | "limitNear"
  | "groupRuns"
  | "groupNone"
  | "groupDisabled"
  | "serversNone"
  | "serversAll"
  | "serversSome"
  | "serversDown"
  | "serversUnchecked"
  | "firewallFine"
  | "firewallSilent"
  | "firewallUnseen"
  | "answersQuiet"
  | "answersGood"
  | "answersBad"
  | "idleEnds"
  | "bandwidthFree"
  | "bandwidthFull"
  | "sessionsOn"
  | "sessionsOff";

/** Where a service breaks off, from the client to the server: the guide's list, judged by what is now (FQ-14). */
export function findUnreachable(facts: UnreachableFacts): UnreachableCause[] {
  return [
    engine(facts),
    listener(facts),
    address(facts),
    eip(facts),
    access(facts),
    limit(facts),
    group(facts),
    servers(facts),
    firewall(facts),
    answers(facts),
    idle(facts),
    ...bandwidth(facts),
    ...sessions(facts),
  ];
}

function engine({ problem }: UnreachableFacts): UnreachableCause {
  return problem === null
    ? causeOf("engine", "fine", "engineWell")
    : causeOf("engine", "suspect", "engineProblem", { problem });
}

function listener({ balancer, listener: { protocol, port, configuration } }: UnreachableFacts): UnreachableCause {
  const values = { protocol, port };
  const worst = [balancer.configuration, configuration];
  const refused = worst.find(({ state }) => state === "refused")?.refusal;
  if (refused !== undefined) {
    return causeOf("listener", "suspect", "listenerRefused", { ...values, reason: refused.message || refused.code });
  }
  if (!balancer.enabled || worst.some(({ state }) => state === "disabled")) {
    return causeOf("listener", "suspect", "listenerDisabled", values);
  }
  return worst.some(({ state }) => state === "applying")
    ? causeOf("listener", "unseen", "listenerApplying", values)
    : causeOf("listener", "fine", "listenerRuns", values);
}

function address({ balancer, listener }: UnreachableFacts): UnreachableCause {
  const { address, vpcCidr } = balancer;
  const refusal = listener.configuration.refusal ?? balancer.configuration.refusal;
  if (refusal?.code === "EADDRNOTAVAIL" && refusal.message.startsWith(address)) {
    return { ...causeOf("address", "suspect", "addressMissing", { address }), command: adding(address) };
  }
  return causeOf("address", "unseen", "addressOwn", { address, vpcCidr });
}

function eip({ eip }: UnreachableFacts): UnreachableCause {
  if (eip === null) return causeOf("eip", "unseen", "eipNone");
  if (eip.onHost) return causeOf("eip", "fine", "eipBound", { address: eip.address });
  return { ...causeOf("eip", "suspect", "eipMissing", { address: eip.address }), command: adding(eip.address) };
}

function adding(address: string): NonNullable<Cause["command"]> {
  return { kind: "address", lines: [addAddressCommand(address, [])] };
}

function access({ listener: { accessControl } }: UnreachableFacts): UnreachableCause {
  if (!accessControl.enabled) return causeOf("access", "fine", "accessAll");
  const ranges = accessControl.cidrs.length;
  return ranges === 0
    ? causeOf("access", "suspect", "accessNobody")
    : causeOf("access", "unseen", "accessSome", { ranges });
}

function limit({
  listener: { connectionLimit: limit, connectionsPerSource },
  traffic,
}: UnreachableFacts): UnreachableCause {
  const open = traffic?.connections ?? 0;
  const values = { open, limit, perSource: connectionsPerSource };
  if (limit >= 0 && open >= limit * 0.9) return causeOf("limit", "suspect", "limitNear", values);
  if (limit < 0 && connectionsPerSource < 0) return causeOf("limit", "fine", "limitNone");
  return causeOf("limit", connectionsPerSource < 0 ? "fine" : "unseen", "limitFree", values);
}

function group({ pool }: UnreachableFacts): UnreachableCause {
  if (pool === null) return causeOf("group", "suspect", "groupNone");
  const { id, name, enabled } = pool;
  const found = enabled
    ? causeOf("group", "fine", "groupRuns", { name })
    : causeOf("group", "suspect", "groupDisabled", { name });
  return { ...found, subject: { type: "pool", id } };
}

function servers({ pool, servers }: UnreachableFacts): UnreachableCause {
  const count = servers.length;
  const taking = servers.filter(({ takes }) => takes).length;
  const absent = servers.filter(({ takes }) => !takes);
  const values = { count, taking, names: named(absent) };
  if (count === 0) return causeOf("servers", "suspect", "serversNone");
  if (taking === 0) return causeOf("servers", "suspect", "serversDown", values);
  if (pool !== null && !pool.checked) return causeOf("servers", "unseen", "serversUnchecked", values);
  return absent.length > 0
    ? causeOf("servers", "suspect", "serversSome", values)
    : causeOf("servers", "fine", "serversAll", values);
}

const silent = new Set(["CONNECT_TIMEOUT", "CONNECT_REFUSED", "UNREACHABLE", "TIMEOUT", "NO_ECHO"]);

/** A server that is silent to checks may not let the balancer's own addresses in (BS-05). */
function firewall({ servers, sources, pool, listener }: UnreachableFacts): UnreachableCause {
  const shut = servers.filter(({ status }) => status.health === "offline" && silent.has(status.reason));
  const from = sources.join(", ");
  if (shut.length === 0) {
    const seen = pool?.checked === true && servers.some(({ status }) => status.health === "online");
    return causeOf("firewall", seen ? "fine" : "unseen", seen ? "firewallFine" : "firewallUnseen", { from });
  }
  const ports = [...new Set(shut.map(({ port }) => port))];
  const transport = listener.protocol === "UDP" ? "udp" : "tcp";
  return {
    ...causeOf("firewall", "suspect", "firewallSilent", { from, names: named(shut) }),
    command: { kind: "iptables", lines: firewallLines("iptables", { sources, ports, transport }) },
  };
}

function answers({ traffic, listener: { protocol } }: UnreachableFacts): UnreachableCause {
  const requests = (isLayer4(protocol) ? traffic?.newConnections : traffic?.requests) ?? 0;
  const values = { requests, bad: traffic?.status5xx ?? 0, gateway: traffic?.status502 ?? 0 };
  if (traffic === null || requests === 0) return causeOf("answers", "unseen", "answersQuiet");
  return values.bad > 0
    ? causeOf("answers", "suspect", "answersBad", { ...values, percent: Math.max(1, percent(values.bad / requests)) })
    : causeOf("answers", "fine", "answersGood", values);
}

function idle({ listener: { idleS } }: UnreachableFacts): UnreachableCause {
  return causeOf("idle", "unseen", "idleEnds", { seconds: idleS });
}

function bandwidth({ eip }: UnreachableFacts): UnreachableCause[] {
  if (eip === null || eip.traffic === null) return [];
  const { waitedInMs, waitedOutMs, droppedIn, droppedOut } = eip.traffic;
  const seconds = Math.round((waitedInMs + waitedOutMs) / 100) / 10;
  const dropped = droppedIn + droppedOut;
  return seconds === 0 && dropped === 0
    ? [causeOf("bandwidth", "fine", "bandwidthFree")]
    : [causeOf("bandwidth", "suspect", "bandwidthFull", { seconds, dropped })];
}

function sessions({ pool }: UnreachableFacts): UnreachableCause[] {
  if (pool === null) return [];
  return [causeOf("sessions", "unseen", pool.persistence ? "sessionsOn" : "sessionsOff", { name: pool.name })];
}
