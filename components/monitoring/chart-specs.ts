import type { MetricKey, MetricKind } from "@/lib/model/metric-catalogue";

type ChartTitle =
  | "requests"
  | "responses"
  | "errors"
  | "responseTime"
  | "connections"
  | "newConnections"
  | "bytes"
  | "packets"
  | "servers"
  | "bandwidth"
  | "saturated"
  | "dropped";

/** A chart of a dashboard. */
export interface ChartSpec {
  title: ChartTitle;
  unit: string;
  metrics: readonly MetricKey[];
  kind?: "stack";
  digits?: number;
}

const requests: ChartSpec = { title: "requests", unit: "/s", metrics: ["mb_l7_qps"], digits: 2 };
const classes: ChartSpec = {
  title: "responses",
  unit: "/s",
  metrics: ["mc_l7_http_2xx", "md_l7_http_3xx", "me_l7_http_4xx", "mf_l7_http_5xx", "m10_l7_http_other_status"],
  kind: "stack",
  digits: 2,
};
const errors: ChartSpec = {
  title: "errors",
  unit: "/s",
  metrics: ["m11_l7_http_404", "m12_l7_http_499", "m13_l7_http_502"],
  digits: 2,
};
const times: ChartSpec = {
  title: "responseTime",
  unit: "ms",
  metrics: ["m14_l7_rt", "rt_p50", "rt_p95", "rt_p99"],
  digits: 1,
};
const connections: ChartSpec = {
  title: "connections",
  unit: "",
  metrics: ["m1_cps", "m2_act_conn", "m3_inact_conn"],
  digits: 1,
};
const accepted: ChartSpec = { title: "newConnections", unit: "/s", metrics: ["m4_ncps"], digits: 2 };
const bytes: ChartSpec = { title: "bytes", unit: "B/s", metrics: ["m7_in_Bps", "m8_out_Bps"] };
const packets: ChartSpec = { title: "packets", unit: "/s", metrics: ["m5_in_pps", "m6_out_pps"], digits: 1 };
const servers: ChartSpec = {
  title: "servers",
  unit: "",
  metrics: ["ma_normal_servers", "m9_abnormal_servers"],
  digits: 1,
};
const held: ChartSpec = { title: "connections", unit: "", metrics: ["m1_cps"], digits: 1 };
const served: ChartSpec = {
  title: "requests",
  unit: "/s",
  metrics: ["server_requests", "server_failures", "server_sessions"],
  digits: 2,
};

/** Charts of each kind of object; those of metrics that an object does not have are left out. */
export const chartSpecs: Readonly<Record<MetricKind, readonly ChartSpec[]>> = {
  loadbalancer: [requests, classes, times, errors, connections, accepted, bytes, packets, servers],
  listener: [requests, classes, times, errors, connections, accepted, bytes, packets],
  pool: [served, times, held, accepted, bytes, servers],
  member: [served, times, held, accepted, bytes, servers],
  eip: [
    { title: "bandwidth", unit: "bit/s", metrics: ["eip_in_bps", "eip_out_bps"] },
    { title: "saturated", unit: "%", metrics: ["eip_in_saturated", "eip_out_saturated"], digits: 1 },
    { title: "dropped", unit: "/s", metrics: ["eip_in_dropped", "eip_out_dropped"], digits: 2 },
  ],
};

const lineColors = ["var(--chart-1)", "var(--chart-2)", "var(--chart-3)", "var(--chart-5)"];
const stackColors = [
  "var(--chart-2xx)",
  "var(--chart-3xx)",
  "var(--chart-4xx)",
  "var(--chart-5xx)",
  "var(--chart-other)",
];
const dashes = ["solid", "dash", "dot", "solid"] as const;

export function appearanceOf(spec: ChartSpec, index: number) {
  const color = (spec.kind === "stack" ? stackColors : lineColors)[index] ?? "var(--chart-4)";
  return { color, dash: dashes[index] ?? "solid" };
}
