import type { AlarmObjectType } from "./alarm";

export type AlarmUnit =
  | "count"
  | "perSecond"
  | "packetsPerSecond"
  | "bytesPerSecond"
  | "ms"
  | "days"
  | "percent"
  | "lines"
  | "seconds";

export interface AlarmMetric {
  name: string;
  unit: AlarmUnit;
  objectTypes: readonly AlarmObjectType[];
}

const both = ["loadbalancer", "listener"] as const;
const balancer = ["loadbalancer"] as const;

/** Metrics that a rule can look at, under the names of the guide's chapter 8 (MT-01 to MT-20). */
export const alarmMetrics: readonly AlarmMetric[] = [
  { name: "m1_cps", unit: "count", objectTypes: both },
  { name: "m2_act_conn", unit: "count", objectTypes: both },
  { name: "m3_inact_conn", unit: "count", objectTypes: both },
  { name: "m4_ncps", unit: "perSecond", objectTypes: both },
  { name: "m5_in_pps", unit: "packetsPerSecond", objectTypes: both },
  { name: "m6_out_pps", unit: "packetsPerSecond", objectTypes: both },
  { name: "m7_in_Bps", unit: "bytesPerSecond", objectTypes: both },
  { name: "m8_out_Bps", unit: "bytesPerSecond", objectTypes: both },
  { name: "m9_abnormal_servers", unit: "count", objectTypes: balancer },
  { name: "ma_normal_servers", unit: "count", objectTypes: balancer },
  { name: "mb_l7_qps", unit: "perSecond", objectTypes: both },
  { name: "mc_l7_http_2xx", unit: "perSecond", objectTypes: both },
  { name: "md_l7_http_3xx", unit: "perSecond", objectTypes: both },
  { name: "me_l7_http_4xx", unit: "perSecond", objectTypes: both },
  { name: "mf_l7_http_5xx", unit: "perSecond", objectTypes: both },
  { name: "m10_l7_http_other_status", unit: "perSecond", objectTypes: both },
  { name: "m11_l7_http_404", unit: "perSecond", objectTypes: both },
  { name: "m12_l7_http_499", unit: "perSecond", objectTypes: both },
  { name: "m13_l7_http_502", unit: "perSecond", objectTypes: both },
  { name: "m14_l7_rt", unit: "ms", objectTypes: both },
];

export function findAlarmMetric(name: string): AlarmMetric | undefined {
  return alarmMetrics.find((metric) => metric.name === name);
}
