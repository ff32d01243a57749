import { type Cause, causeOf } from "./cause";
import { named, percent } from "./imbalance";
import type { ListenerProtocol } from "./listener";
import type { MemberValues } from "./metric";
import type { Algorithm, Persistence, PoolProtocol } from "./pool";
import type { MemberHealth } from "./status";

export interface SessionFacts {
  protocol: PoolProtocol;
  algorithm: Algorithm;
  persistence: Persistence | null;
  now: number;
  servers: { name: string; takes: boolean; status: MemberHealth; traffic: MemberValues | null }[];
  /** That send requests here, as their default group or by a policy. */
  listeners: { name: string; protocol: ListenerProtocol; trustedProxies: number; acceptsProxyHeader: boolean }[];
  /** Other groups behind the same listeners that set a cookie of the same name. */
  sameCookie: { name: string }[];
}

export type SessionCause = Cause<
  "switched" | "server" | "source" | "cookie" | "mix" | "sameCookie" | "time",
  SessionText
>;

type SessionText =
  | "switchedOff"
  | "switchedByAlgorithm"
  | "switchedOn"
  | "serverSteady"
  | "serverLeft"
  | "serverTurned"
  | "sourceCookie"
  | "sourceProxied"
  | "sourcePeer"
  | "cookieNone"
  | "cookieQuiet"
  | "cookieBrought"
  | "cookieMissing"
  | "cookieNotSet"
  | "mixNone"
  | "mixBoth"
  | "sameCookieNone"
  | "sameCookieSome"
  | "timeEnds"
  | "timeShort"
  | "timeNone";

const shortS = 60;
const hourMs = 3_600_000;
/** Requests in the window without one session that say that cookies do not come back. */
const telling = 20;

/** Why a client's requests do not stay on one server: the guide's list, judged by what the group does now (FQ-12). */
export function findLostSessions(facts: SessionFacts): SessionCause[] {
  const { persistence } = facts;
  const kept = persistence !== null || facts.algorithm === "SOURCE_IP";
  const causes = [switched(facts)];
  if (!kept) return causes;
  causes.push(server(facts), source(facts));
  if (persistence !== null && facts.protocol === "HTTP")
    causes.push(cookie(facts, persistence), mix(facts), same(facts));
  causes.push(time(persistence));
  return causes;
}

function switched({ persistence, algorithm }: SessionFacts): SessionCause {
  if (persistence !== null) return causeOf("switched", "fine", "switchedOn");
  return algorithm === "SOURCE_IP"
    ? causeOf("switched", "fine", "switchedByAlgorithm")
    : causeOf("switched", "suspect", "switchedOff");
}

function server({ servers, now }: SessionFacts): SessionCause {
  const absent = servers.filter(({ takes }) => !takes);
  if (absent.length > 0) return causeOf("server", "suspect", "serverLeft", { names: named(absent) });
  const turned = servers.filter(({ status }) => status.history.some(({ at }) => at > now - hourMs));
  if (turned.length > 0) return causeOf("server", "suspect", "serverTurned", { names: named(turned) });
  return causeOf("server", "fine", "serverSteady");
}

/** A CDN, a WAF or a NAT changes the address that the session is known by (ST-08). */
function source({ protocol, algorithm, listeners }: SessionFacts): SessionCause {
  if (protocol === "HTTP" && algorithm !== "SOURCE_IP") return causeOf("source", "fine", "sourceCookie");
  const blind = listeners.filter((listener) =>
    protocol === "HTTP" ? listener.trustedProxies === 0 : !listener.acceptsProxyHeader,
  );
  return blind.length === 0
    ? causeOf("source", "fine", "sourceProxied")
    : causeOf("source", "unseen", "sourcePeer", { names: named(blind) });
}

function cookie({ servers }: SessionFacts, { type, cookieName }: Persistence): SessionCause {
  const sum = (of: "requests" | "sessions") => servers.reduce((total, { traffic }) => total + (traffic?.[of] ?? 0), 0);
  const requests = sum("requests");
  const values = {
    requests,
    percent: percent(requests === 0 ? 0 : sum("sessions") / requests),
    cookie: cookieName ?? "",
  };
  if (requests < telling) return causeOf("cookie", "unseen", requests === 0 ? "cookieNone" : "cookieQuiet", values);
  if (sum("sessions") > 0) return causeOf("cookie", "fine", "cookieBrought", values);
  return causeOf("cookie", "suspect", type === "APP_COOKIE" ? "cookieNotSet" : "cookieMissing", values);
}

/** The cookie that an HTTPS listener sets is for HTTPS alone: a browser does not bring it to the HTTP listener. */
function mix({ listeners }: SessionFacts): SessionCause {
  const plain = listeners.filter(({ protocol }) => protocol === "HTTP");
  const secure = listeners.filter(({ protocol }) => protocol === "HTTPS");
  return plain.length > 0 && secure.length > 0
    ? causeOf("mix", "suspect", "mixBoth", { plain: named(plain), secure: named(secure) })
    : causeOf("mix", "fine", "mixNone");
}

function same({ sameCookie }: SessionFacts): SessionCause {
  return sameCookie.length === 0
    ? causeOf("sameCookie", "fine", "sameCookieNone")
    : causeOf("sameCookie", "suspect", "sameCookieSome", { names: named(sameCookie) });
}

function time(persistence: Persistence | null): SessionCause {
  if (persistence === null) return causeOf("time", "fine", "timeNone");
  const { timeoutS } = persistence;
  const values = { minutes: Math.round(timeoutS / 6) / 10 };
  return timeoutS <= shortS
    ? causeOf("time", "suspect", "timeShort", values)
    : causeOf("time", "unseen", "timeEnds", values);
}
