import { eipFields, memberFields } from "./metric";

/** What has metrics. */
export const metricKinds = ["loadbalancer", "listener", "pool", "member", "eip"] as const;
export type MetricKind = (typeof metricKinds)[number];

export function isMetricKind(type: string): type is MetricKind {
  return (metricKinds as readonly string[]).includes(type);
}

export type MetricUnit =
  | "count"
  | "count/s"
  | "packet/s"
  | "byte/s"
  | "request/s"
  | "ms"
  | "bit/s"
  | "%"
  | "datagram/s";

/** Fields that one-minute points are stored with, by kind of object; new ones are added at the end (see lib/metrics). */
export const storedFields = {
  traffic: [
    "requests",
    "status2xx",
    "status3xx",
    "status4xx",
    "status5xx",
    "statusOther",
    "status404",
    "status499",
    "status502",
    "newConnections",
    "connections",
    "activeConnections",
    "inactiveConnections",
    "bytesIn",
    "bytesOut",
    "packetsIn",
    "packetsOut",
    "responseTimeSumUs",
    "responseTimeUs",
    "p50Us",
    "p95Us",
    "p99Us",
    "normalServers",
    "abnormalServers",
  ],
  member: memberFields,
  eip: eipFields,
} as const;

export type FieldSet = keyof typeof storedFields;
type Field = (typeof storedFields)[FieldSet][number];

export const fieldSetOf = {
  loadbalancer: "traffic",
  listener: "traffic",
  pool: "member",
  member: "member",
  eip: "eip",
} as const satisfies Record<MetricKind, FieldSet>;

/** What response times are of: requests, of servers and groups only those that were answered whole. */
export const timedFieldOf = { traffic: "requests", member: "responses", eip: "bytesIn" } as const satisfies Record<
  FieldSet,
  Field
>;

/**
 * How a metric comes out of stored fields: a count of the minute as a rate per second (times `factor`), a gauge, the
 * mean response time (over requests, not over minutes), a percentile of response times, or a share of the minute in %.
 */
type Source =
  | { as: "rate"; field: Field; factor?: number }
  | { as: "gauge"; field: Field }
  | { as: "mean" }
  | { as: "percentile"; field: "p50Us" | "p95Us" | "p99Us"; share: number }
  | { as: "share"; field: "waitedInMs" | "waitedOutMs" };

export interface Metric {
  readonly unit: MetricUnit;
  readonly kinds: readonly MetricKind[];
  /** Only where HTTP is spoken: load balancers, listeners of HTTP and HTTPS, groups of HTTP and their servers. */
  readonly layer7?: boolean;
  /** Of the guide's twenty (MT-01 to MT-20), which Cloud Eye's interface lists; the others are ours. */
  readonly standard?: boolean;
  readonly source: Source;
}

const fronts = ["loadbalancer", "listener"] as const;
const all = ["loadbalancer", "listener", "pool", "member"] as const;
const backs = ["pool", "member"] as const;
const answers = { unit: "count/s", kinds: fronts, layer7: true, standard: true } as const;

function rate(field: Field): Source {
  return { as: "rate", field };
}

/**
 * Every metric by its key (guide 8.1, MT-01 to MT-20, then ours). Of groups and servers, traffic in is what was sent to
 * them; connections are those that they hold, requests of them are connections where the group is of layer 4.
 */
export const metricCatalogue = {
  m1_cps: { unit: "count", kinds: all, standard: true, source: { as: "gauge", field: "connections" } },
  m2_act_conn: { unit: "count", kinds: fronts, standard: true, source: { as: "gauge", field: "activeConnections" } },
  m3_inact_conn: {
    unit: "count",
    kinds: fronts,
    standard: true,
    source: { as: "gauge", field: "inactiveConnections" },
  },
  m4_ncps: { unit: "count/s", kinds: all, standard: true, source: rate("newConnections") },
  m5_in_pps: { unit: "packet/s", kinds: fronts, standard: true, source: rate("packetsIn") },
  m6_out_pps: { unit: "packet/s", kinds: fronts, standard: true, source: rate("packetsOut") },
  m7_in_Bps: { unit: "byte/s", kinds: all, standard: true, source: rate("bytesIn") },
  m8_out_Bps: { unit: "byte/s", kinds: all, standard: true, source: rate("bytesOut") },
  m9_abnormal_servers: {
    unit: "count",
    kinds: ["loadbalancer", "pool", "member"],
    standard: true,
    source: { as: "gauge", field: "abnormalServers" },
  },
  ma_normal_servers: {
    unit: "count",
    kinds: ["loadbalancer", "pool", "member"],
    standard: true,
    source: { as: "gauge", field: "normalServers" },
  },
  mb_l7_qps: { unit: "request/s", kinds: fronts, layer7: true, standard: true, source: rate("requests") },
  mc_l7_http_2xx: { ...answers, source: rate("status2xx") },
  md_l7_http_3xx: { ...answers, source: rate("status3xx") },
  me_l7_http_4xx: { ...answers, source: rate("status4xx") },
  mf_l7_http_5xx: { ...answers, source: rate("status5xx") },
  m10_l7_http_other_status: { ...answers, source: rate("statusOther") },
  m11_l7_http_404: { ...answers, source: rate("status404") },
  m12_l7_http_499: { ...answers, source: rate("status499") },
  m13_l7_http_502: { ...answers, source: rate("status502") },
  m14_l7_rt: { unit: "ms", kinds: all, layer7: true, standard: true, source: { as: "mean" } },
  rt_p50: { unit: "ms", kinds: all, layer7: true, source: { as: "percentile", field: "p50Us", share: 0.5 } },
  rt_p95: { unit: "ms", kinds: all, layer7: true, source: { as: "percentile", field: "p95Us", share: 0.95 } },
  rt_p99: { unit: "ms", kinds: all, layer7: true, source: { as: "percentile", field: "p99Us", share: 0.99 } },
  server_requests: { unit: "request/s", kinds: backs, source: rate("requests") },
  server_failures: { unit: "count/s", kinds: backs, source: rate("failures") },
  server_sessions: { unit: "request/s", kinds: backs, source: rate("sessions") },
  eip_in_bps: { unit: "bit/s", kinds: ["eip"], source: { as: "rate", field: "bytesIn", factor: 8 } },
  eip_out_bps: { unit: "bit/s", kinds: ["eip"], source: { as: "rate", field: "bytesOut", factor: 8 } },
  eip_in_saturated: { unit: "%", kinds: ["eip"], source: { as: "share", field: "waitedInMs" } },
  eip_out_saturated: { unit: "%", kinds: ["eip"], source: { as: "share", field: "waitedOutMs" } },
  eip_in_dropped: { unit: "datagram/s", kinds: ["eip"], source: rate("droppedIn") },
  eip_out_dropped: { unit: "datagram/s", kinds: ["eip"], source: rate("droppedOut") },
} as const satisfies Record<string, Metric>;

export type MetricKey = keyof typeof metricCatalogue;
export const metricKeys = Object.keys(metricCatalogue) as MetricKey[];

export function isMetricKey(key: string): key is MetricKey {
  return Object.hasOwn(metricCatalogue, key);
}

export function metricOf(key: MetricKey): Metric {
  return metricCatalogue[key];
}

/** Metrics of one kind of object, in the guide's order. */
export function metricsOf(kind: MetricKind): MetricKey[] {
  return metricKeys.filter((key) => metricOf(key).kinds.includes(kind));
}

export const statistics = ["average", "max", "min", "sum"] as const;
export type Statistic = (typeof statistics)[number];
