import { describe, expect, it } from "vitest";
import { findImbalance, type ImbalanceFacts, sharesOf } from "./imbalance";
import { findLostSessions, type SessionFacts } from "./lost-sessions";
import { emptyTraffic } from "./metric";
import type { MemberHealth } from "./status";
import { findUnreachable, type UnreachableFacts } from "./unreachable";

const now = 10_000_000;
const online: MemberHealth = {
  health: "online",
  reason: "",
  detail: "",
  since: 0,
  checkedAt: now,
  durationMs: 1,
  ejection: null,
  history: [],
};
const turn = (at: number) => ({ at, health: "offline" as const, reason: "TIMEOUT", detail: "" });

function server(name: string, requests: number, more: Partial<ImbalanceFacts["servers"][number]> = {}) {
  const traffic = { requests, failures: 0, connections: 0, sessions: 0 };
  return { id: name, name, weight: 1, takes: true, status: online, traffic, ...more };
}

const group = (more: Partial<ImbalanceFacts> = {}): ImbalanceFacts => ({
  protocol: "HTTP",
  algorithm: "ROUND_ROBIN",
  persistence: null,
  slowStartS: 0,
  now,
  servers: [server("a", 100), server("b", 100)],
  connections: { opened: 10, open: 2, requests: 200 },
  ...more,
});

const suspects = (causes: readonly { finding: string; text: string }[]) =>
  causes.filter(({ finding }) => finding === "suspect").map(({ text }) => text);

describe("unequal loads (AL-08)", () => {
  it("finds nothing in an even group", () => {
    expect(suspects(findImbalance(group()))).toEqual([]);
    expect(sharesOf(group())).toMatchObject([{ promised: 0.5, got: 0.5 }, { name: "b" }]);
  });

  it.each<[string, Partial<ImbalanceFacts>]>([
    ["persistenceMany", withSessions()],
    ["flappingSome", { servers: [server("a", 100, { status: { ...online, history: [turn(now), turn(now - 1)] } })] }],
    ["algorithmSource", { algorithm: "SOURCE_IP" }],
    ["keepAliveLong", { protocol: "TCP", connections: { opened: 3, open: 50, requests: 0 } }],
    ["weightsDiffer", { servers: [server("a", 300, { weight: 3 }), server("b", 100)] }],
    ["absentSome", { servers: [server("a", 100), server("b", 0, { takes: false })] }],
    ["spreadUneven", { servers: [server("a", 180), server("b", 20)] }],
  ])("%s alone", (text, facts) => {
    expect(suspects(findImbalance(group(facts)))).toEqual([text]);
  });

  it("turns older than an hour and few requests say nothing", () => {
    const old = { ...online, history: [turn(now - 4_000_000), turn(now - 3_700_000)] };
    const causes = findImbalance(group({ servers: [server("a", 9, { status: old }), server("b", 1)] }));
    expect(suspects(causes)).toEqual([]);
    expect(causes.find(({ key }) => key === "spread")).toMatchObject({ finding: "unseen", values: { requests: 10 } });
  });
});

function withSessions(): Partial<ImbalanceFacts> {
  const traffic = { requests: 100, failures: 0, connections: 0, sessions: 80 };
  return {
    persistence: { type: "HTTP_COOKIE", cookieName: null, timeoutS: 1200 },
    servers: [server("a", 100, { traffic }), server("b", 100, { traffic })],
  };
}

const plain = { name: "web", protocol: "HTTP" as const, trustedProxies: 0, acceptsProxyHeader: false };
const kept = (more: Partial<SessionFacts> = {}): SessionFacts => ({
  ...group(withSessions()),
  listeners: [plain],
  sameCookie: [],
  ...more,
});

describe("lost sessions (FQ-12)", () => {
  it("finds nothing while cookies come back", () => {
    const causes = findLostSessions(kept());
    expect(suspects(causes)).toEqual([]);
    expect(causes.find(({ key }) => key === "cookie")?.values).toMatchObject({ percent: 80, requests: 200 });
  });

  it.each<[string, Partial<SessionFacts>]>([
    ["switchedOff", { persistence: null }],
    ["serverLeft", { servers: [...kept().servers, server("c", 0, { takes: false })] }],
    ["serverTurned", { servers: [...kept().servers, server("c", 0, { status: { ...online, history: [turn(now)] } })] }],
    ["cookieMissing", { servers: [server("a", 50)] }],
    [
      "cookieNotSet",
      { servers: [server("a", 50)], persistence: { type: "APP_COOKIE", cookieName: "sid", timeoutS: 1200 } },
    ],
    ["mixBoth", { listeners: [plain, { ...plain, name: "web-tls", protocol: "HTTPS" }] }],
    ["sameCookieSome", { sameCookie: [{ name: "other" }] }],
    ["timeShort", { persistence: { type: "HTTP_COOKIE", cookieName: null, timeoutS: 60 } }],
  ])("%s alone", (text, facts) => {
    expect(suspects(findLostSessions(kept(facts)))).toEqual([text]);
  });

  it("a source address may be a proxy's unless the listener believes it (ST-08)", () => {
    const tcp = {
      protocol: "TCP" as const,
      persistence: { type: "SOURCE_IP" as const, cookieName: null, timeoutS: 1200 },
    };
    const of = (acceptsProxyHeader: boolean) =>
      findLostSessions(kept({ ...tcp, listeners: [{ ...plain, protocol: "TCP", acceptsProxyHeader }] })).find(
        ({ key }) => key === "source",
      );
    expect(of(false)).toMatchObject({ finding: "unseen", text: "sourcePeer" });
    expect(of(true)).toMatchObject({ finding: "fine", text: "sourceProxied" });
  });
});

const inEffect = { state: "in-effect" as const, generation: 1, running: 1 };
const well: UnreachableFacts = {
  problem: null,
  balancer: { enabled: true, configuration: inEffect, address: "10.0.0.5", vpcCidr: "10.0.0.0/8" },
  eip: { address: "203.0.113.7", onHost: true, traffic: null },
  listener: {
    protocol: "HTTP",
    port: 80,
    configuration: inEffect,
    accessControl: { enabled: false, cidrs: [] },
    connectionLimit: -1,
    connectionsPerSource: -1,
    idleS: 60,
  },
  traffic: { ...emptyTraffic(), requests: 10 },
  pool: { id: "p", name: "group", enabled: true, checked: true, persistence: false },
  servers: [{ name: "a", port: 8080, takes: true, status: online }],
  sources: ["10.0.0.2"],
};
const down = { ...online, health: "offline" as const, reason: "CONNECT_TIMEOUT" };

describe("an unreachable service (FQ-14)", () => {
  it("finds nothing where all is well", () => expect(suspects(findUnreachable(well))).toEqual([]));

  it.each<[string, Partial<UnreachableFacts>]>([
    ["engineProblem", { problem: "not connected" }],
    ["listenerDisabled", { balancer: { ...well.balancer, enabled: false } }],
    ["eipMissing", { eip: { address: "203.0.113.7", onHost: false, traffic: null } }],
    ["accessNobody", { listener: { ...well.listener, accessControl: { enabled: true, cidrs: [] } } }],
    [
      "limitNear",
      { listener: { ...well.listener, connectionLimit: 10 }, traffic: { ...emptyTraffic(), connections: 10 } },
    ],
    ["groupDisabled", { pool: { id: "p", name: "group", enabled: false, checked: true, persistence: true } }],
    ["serversNone", { servers: [] }],
    ["serversDown", { servers: [{ name: "a", port: 1, takes: false, status: online }] }],
    ["answersBad", { traffic: { ...emptyTraffic(), requests: 10, status5xx: 3, status502: 2 } }],
    [
      "bandwidthFull",
      {
        eip: {
          address: "203.0.113.7",
          onHost: true,
          traffic: { bytesIn: 0, bytesOut: 0, droppedIn: 4, droppedOut: 0, waitedInMs: 0, waitedOutMs: 900 },
        },
      },
    ],
  ])("%s alone", (text, facts) => {
    expect(suspects(findUnreachable({ ...well, ...facts }))).toEqual([text]);
  });

  it("an address that the host lacks and a silent server come with what to type", () => {
    const refusal = { code: "EADDRNOTAVAIL", message: "10.0.0.5:80: address not available" };
    const causes = findUnreachable({
      ...well,
      listener: { ...well.listener, configuration: { ...inEffect, state: "refused", refusal } },
      servers: [{ name: "a", port: 8080, takes: false, status: down }],
    });
    expect(suspects(causes)).toEqual(["listenerRefused", "addressMissing", "serversDown", "firewallSilent"]);
    const lines = (key: string) => causes.find((cause) => cause.key === key)?.command?.lines;
    expect(lines("address")).toEqual(["sudo ip addr add 10.0.0.5/32 dev lo"]);
    expect(lines("firewall")).toEqual(["sudo iptables -I INPUT -s 10.0.0.2 -p tcp --dport 8080 -j ACCEPT"]);
  });
});
