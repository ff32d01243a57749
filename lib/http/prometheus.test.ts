import { readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { systemContext } from "@/lib/auth/context";
import { storePoints } from "@/lib/metrics/store";
import { eipFields, memberFields, trafficFields } from "@/lib/model/metric";
import type { Totals } from "@/lib/wire/messages";
import { type Family, writeExposition } from "./exposition-format";
import { create, startInstallation } from "./octavia/testing/client";
import { exposition } from "./prometheus";
import { parseExposition } from "./testing/parse-exposition";

const minute = 60_000;
const spiteful = 'a "b" \\\\n';
let balancerId = "";
let httpId = "";
let tcpId = "";
let poolId = "";
let memberId = "";

beforeAll(async () => {
  const subnetId = await startInstallation();
  balancerId = (await create("loadbalancer", { vip_subnet_id: subnetId, name: spiteful })).id as string;
  const front = { loadbalancer_id: balancerId };
  httpId = (await create("listener", { ...front, protocol: "HTTP", protocol_port: 80, name: "web" })).id as string;
  tcpId = (await create("listener", { ...front, protocol: "TCP", protocol_port: 81, name: "tcp" })).id as string;
  const pool = { ...front, protocol: "HTTP", lb_algorithm: "ROUND_ROBIN", name: "group" };
  poolId = (await create("pool", pool)).id as string;
  memberId = (await create("member", { address: "127.0.0.1", protocol_port: 9 }, `lbaas/pools/${poolId}/members`))
    .id as string;
  const values = trafficFields.map((field) => (field === "connections" ? 3 : 0));
  const at = Math.floor(Date.now() / minute - 1) * minute;
  const [loadBalancers, rest] = [{ [balancerId]: values }, { members: {}, eips: {}, pools: {}, latency: {} }];
  storePoints(systemContext().db, { at, loadBalancers, listeners: {}, ...rest });
});

function listed(fields: readonly string[], values: Record<string, number>): number[] {
  return fields.map((field) => values[field] ?? 0);
}

/** What stands there when the engine answers these totals; null: it does not answer. */
async function scrape(totals: Partial<Totals> | null) {
  const ctx = systemContext();
  const empty = { startedAt: 1_500_000, loadBalancers: {}, listeners: {}, members: {}, pools: {}, eips: {} };
  const answer = () => (totals === null ? Promise.reject(new Error("gone")) : Promise.resolve({ ...empty, ...totals }));
  const families = parseExposition(await exposition({ ...ctx, engine: { ...ctx.engine, totals: answer } }));
  const value = (name: string, id: string, more: Record<string, string> = {}) =>
    families
      .get(`evenkeel_${name}`)
      ?.samples.find(
        ({ labels }) => labels.id === id && Object.entries(more).every(([label, given]) => labels[label] === given),
      )?.value;
  return { families, value };
}

it("counts since the engine began: counters with their units, gauges beside them", async () => {
  const front = listed(trafficFields, {
    requests: 7,
    status2xx: 4,
    status5xx: 3,
    status502: 2,
    newConnections: 5,
    bytesIn: 1000,
    packetsOut: 12,
    responseTimeSumMs: 3500,
  });
  const back = listed(memberFields, {
    requests: 6,
    failures: 2,
    sessions: 1,
    bytesOut: 90,
    responses: 4,
    responseTimeSumUs: 8000,
  });
  const { families, value } = await scrape({
    loadBalancers: { [balancerId]: front },
    listeners: { [httpId]: front },
    pools: { [poolId]: back },
    members: { [memberId]: back },
  });
  expect(families.get("evenkeel_engine_up")?.samples).toEqual([{ labels: {}, value: 1 }]);
  expect(families.get("evenkeel_engine_start_time_seconds")?.samples[0]?.value).toBe(1500);
  for (const id of [balancerId, httpId]) {
    expect(value("requests_total", id)).toBe(7);
    expect(value("responses_total", id, { class: "2xx" })).toBe(4);
    expect(value("responses_total", id, { class: "5xx" })).toBe(3);
    expect(value("responses_by_status_total", id, { status: "502" })).toBe(2);
    expect(value("connections_opened_total", id)).toBe(5);
    expect(value("received_bytes_total", id)).toBe(1000);
    expect(value("sent_packets_total", id)).toBe(12);
    expect(value("response_time_seconds_total", id)).toBe(3.5);
  }
  for (const id of [poolId, memberId]) {
    expect(value("server_requests_total", id)).toBe(6);
    expect(value("server_failures_total", id)).toBe(2);
    expect(value("server_session_requests_total", id)).toBe(1);
    expect(value("sent_bytes_total", id)).toBe(90);
    expect(value("server_responses_total", id)).toBe(4);
    expect(value("server_response_time_seconds_total", id)).toBe(0.008);
  }
  expect(value("connections", balancerId)).toBe(3);
  expect(families.get("evenkeel_connections")?.type).toBe("gauge");
});

it("says 0 of what carried nothing yet, and nothing of requests where none can be", async () => {
  const { value } = await scrape({});
  expect(value("requests_total", httpId)).toBe(0);
  expect(value("connections_opened_total", tcpId)).toBe(0);
  expect(value("requests_total", tcpId)).toBeUndefined();
  expect(value("responses_total", tcpId)).toBeUndefined();
});

it("leaves out what is not known: without the engine there are no counters", async () => {
  const { families } = await scrape(null);
  expect(families.get("evenkeel_engine_up")?.samples[0]?.value).toBe(0);
  expect([...families.values()].filter(({ type }) => type === "counter")).toEqual([]);
});

it("keeps names that would break the format as they are", async () => {
  const { families } = await scrape({});
  const names = families.get("evenkeel_requests_total")?.samples.map(({ labels }) => labels.load_balancer);
  expect(new Set(names)).toEqual(new Set([spiteful]));
  const strange = 'a\nb"c\\n\\';
  const family: Family = {
    name: "x_total",
    help: "one\\two\nthree",
    type: "counter",
    samples: [{ labels: { strange }, value: 1 }],
  };
  expect(parseExposition(writeExposition([family])).get("x_total")?.samples).toEqual([
    { labels: { strange }, value: 1 },
  ]);
});

it("would be told by the parser what is wrong", () => {
  const head = "# HELP a_total a\n# TYPE a_total counter\n";
  for (const [text, wrong] of [
    [`${head}a_total 1`, "no end"],
    [`${head}a_total{x="1"} 1\na_total{x="1"} 2\n`, "twice"],
    [`${head}a_total 1\n${head}a_total{x="1"} 1\n`, "twice"],
    [`${head}a_total{x="a"b"} 1\n`, "not labels"],
    [`${head}a_total -1\n`, "-1"],
    ["# TYPE a_total counter\na_total 1\n", "no HELP"],
    ["# HELP a_total a\n# TYPE a_total gauge\na_total 1\n", "no name of a gauge"],
    [`${head}b_total 1\n`, "under its TYPE"],
  ] as const) {
    expect(() => parseExposition(text), text).toThrow(wrong);
  }
});

it("has a dashboard for Grafana that asks for nothing that is not there, and for counters as rates", async () => {
  const text = readFileSync("public/grafana-dashboard.json", "utf8");
  const asked = [...text.matchAll(/(rate\()?(evenkeel_\w+)(?=[{,])/g)];
  expect(asked.length).toBeGreaterThan(20);
  const { families } = await scrape({ eips: { none: listed(eipFields, {}) } });
  for (const [, rate, name = ""] of asked) {
    expect(families.get(name)?.type, name).toBe(rate === undefined ? "gauge" : "counter");
  }
});
