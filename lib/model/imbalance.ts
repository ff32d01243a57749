import { type Cause, causeOf, type ServerShare } from "./cause";
import type { MemberValues } from "./metric";
import type { Algorithm, Persistence, PoolProtocol } from "./pool";
import type { MemberHealth } from "./status";

export interface ImbalanceFacts {
  protocol: PoolProtocol;
  algorithm: Algorithm;
  persistence: Persistence | null;
  slowStartS: number;
  now: number;
  /** `takes`: it gets new requests now. `traffic`: of the window, null while nothing is heard of it. */
  servers: {
    id: string;
    name: string;
    weight: number;
    takes: boolean;
    status: MemberHealth;
    traffic: MemberValues | null;
  }[];
  /** Of the group's listeners in the window. */
  connections: { opened: number; open: number; requests: number };
}

export type ImbalanceCause = Cause<
  "spread" | "persistence" | "flapping" | "algorithm" | "keepAlive" | "weights" | "absent",
  ImbalanceText
>;

type ImbalanceText =
  | "spreadFew"
  | "spreadEven"
  | "spreadUneven"
  | "persistenceOff"
  | "persistenceFew"
  | "persistenceMany"
  | "flappingNone"
  | "flappingSome"
  | "algorithmTurns"
  | "algorithmLeast"
  | "algorithmSource"
  | "keepAliveEach"
  | "keepAliveLong"
  | "keepAliveShort"
  | "weightsEqual"
  | "weightsDiffer"
  | "weightsIgnored"
  | "absentNone"
  | "absentSome";

/** Fewer requests than this for each server say nothing of a distribution. */
const enoughEach = 20;
/** Points of a share, 0–1, that a server may be off before it is uneven. */
const tolerance = 0.1;
const hourMs = 3_600_000;

/** What each server was promised by its weight, and what it got. */
export function sharesOf({ algorithm, servers }: ImbalanceFacts): ServerShare[] {
  const taking = servers.filter(({ takes }) => takes);
  const weights = taking.reduce((sum, { weight }) => sum + weight, 0);
  const requests = servers.reduce((sum, { traffic }) => sum + (traffic?.requests ?? 0), 0);
  return servers.map(({ id, name, weight, takes, traffic }) => ({
    id,
    name,
    weight,
    promised: algorithm !== "ROUND_ROBIN" || weights === 0 ? null : takes ? weight / weights : 0,
    got: requests === 0 ? null : (traffic?.requests ?? 0) / requests,
    requests: traffic?.requests ?? 0,
    connections: traffic?.connections ?? 0,
  }));
}

/** Why servers get unequal loads: the guide's causes, judged by what the group does now (AL-08, ST-09). */
export function findImbalance(facts: ImbalanceFacts): ImbalanceCause[] {
  return [spread(facts), persistence(facts), flapping(facts), algorithm(facts), keepAlive(facts), ...weights(facts)];
}

function spread(facts: ImbalanceFacts): ImbalanceCause {
  const shares = sharesOf(facts);
  const requests = shares.reduce((sum, share) => sum + share.requests, 0);
  const takers = facts.servers.filter(({ takes }) => takes).length;
  if (requests < enoughEach * Math.max(takers, 1)) return causeOf("spread", "unseen", "spreadFew", { requests });
  // Where weights promise nothing, equal parts are what people expect.
  const off = shares
    .filter((_, index) => facts.servers[index]?.takes)
    .map(({ name, promised, got }) => ({ name, got: got ?? 0, promised: promised ?? 1 / takers }))
    .toSorted((a, b) => Math.abs(b.got - b.promised) - Math.abs(a.got - a.promised));
  const [worst] = off;
  if (worst === undefined || Math.abs(worst.got - worst.promised) <= tolerance) {
    return causeOf("spread", "fine", "spreadEven", { requests });
  }
  const { name, got, promised } = worst;
  return causeOf("spread", "suspect", "spreadUneven", {
    requests,
    name,
    got: percent(got),
    promised: percent(promised),
  });
}

function persistence({ persistence, servers }: ImbalanceFacts): ImbalanceCause {
  if (persistence === null) return causeOf("persistence", "fine", "persistenceOff");
  const sum = (of: "requests" | "sessions") => servers.reduce((total, { traffic }) => total + (traffic?.[of] ?? 0), 0);
  const requests = sum("requests");
  const part = requests === 0 ? 0 : sum("sessions") / requests;
  const values = { percent: percent(part) };
  if (requests === 0) return causeOf("persistence", "unseen", "persistenceFew", values);
  return part < 0.2
    ? causeOf("persistence", "fine", "persistenceFew", values)
    : causeOf("persistence", "suspect", "persistenceMany", values);
}

function flapping({ servers, now }: ImbalanceFacts): ImbalanceCause {
  const turned = servers
    .map(({ name, status }) => ({ name, turns: status.history.filter(({ at }) => at > now - hourMs).length }))
    .filter(({ turns }) => turns >= 2);
  if (turned.length === 0) return causeOf("flapping", "fine", "flappingNone");
  const turns = turned.reduce((sum, server) => sum + server.turns, 0);
  return causeOf("flapping", "suspect", "flappingSome", { names: named(turned), turns });
}

function algorithm({ algorithm }: ImbalanceFacts): ImbalanceCause {
  if (algorithm === "SOURCE_IP") return causeOf("algorithm", "suspect", "algorithmSource");
  return causeOf("algorithm", "fine", algorithm === "ROUND_ROBIN" ? "algorithmTurns" : "algorithmLeast");
}

function keepAlive({ protocol, connections: { opened, open, requests } }: ImbalanceFacts): ImbalanceCause {
  const values = { opened, open, requests };
  // Each request of a connection is distributed for itself.
  if (protocol === "HTTP") return causeOf("keepAlive", "fine", "keepAliveEach", values);
  if (opened + open === 0) return causeOf("keepAlive", "unseen", "keepAliveShort", values);
  return open > opened
    ? causeOf("keepAlive", "suspect", "keepAliveLong", values)
    : causeOf("keepAlive", "fine", "keepAliveShort", values);
}

function weights({ algorithm, servers, slowStartS }: ImbalanceFacts): ImbalanceCause[] {
  const heavy = servers.filter(({ weight }) => weight > 0);
  const differ = new Set(heavy.map(({ weight }) => weight)).size > 1;
  const list = heavy.map(({ name, weight }) => ({ name: `${name} ${weight}` }));
  const absent = servers.filter(({ takes }) => !takes);
  return [
    differ
      ? algorithm === "SOURCE_IP"
        ? causeOf("weights", "suspect", "weightsIgnored", { names: named(list) })
        : causeOf("weights", "suspect", "weightsDiffer", { names: named(list) })
      : causeOf("weights", "fine", "weightsEqual"),
    absent.length === 0
      ? causeOf("absent", "fine", "absentNone", { slowStartS })
      : causeOf("absent", "suspect", "absentSome", { names: named(absent), count: absent.length }),
  ];
}

const mostNames = 5;

/** The first names of a list, for a sentence. */
export function named(list: readonly { name: string }[]): string {
  const names = list.slice(0, mostNames).map(({ name }) => name);
  return list.length > mostNames ? `${names.join(", ")} …` : names.join(", ");
}

export function percent(part: number): number {
  return Math.round(part * 100);
}
