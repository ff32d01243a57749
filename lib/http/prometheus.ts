import { type MetricKey, metricKeys } from "@/lib/model/metric-catalogue";
import type { Context } from "@/lib/services/context";
import { type NewestReading, readNewest } from "@/lib/services/metrics/newest";

/** Names as Prometheus has them: base units, and what is counted. All are gauges of the newest whole minute. */
const names: Readonly<Record<MetricKey, string>> = {
  m1_cps: "connections",
  m2_act_conn: "connections_active",
  m3_inact_conn: "connections_inactive",
  m4_ncps: "new_connections_per_second",
  m5_in_pps: "packets_in_per_second",
  m6_out_pps: "packets_out_per_second",
  m7_in_Bps: "bytes_in_per_second",
  m8_out_Bps: "bytes_out_per_second",
  m9_abnormal_servers: "servers_abnormal",
  ma_normal_servers: "servers_normal",
  mb_l7_qps: "requests_per_second",
  mc_l7_http_2xx: "responses_2xx_per_second",
  md_l7_http_3xx: "responses_3xx_per_second",
  me_l7_http_4xx: "responses_4xx_per_second",
  mf_l7_http_5xx: "responses_5xx_per_second",
  m10_l7_http_other_status: "responses_other_per_second",
  m11_l7_http_404: "responses_404_per_second",
  m12_l7_http_499: "responses_499_per_second",
  m13_l7_http_502: "responses_502_per_second",
  m14_l7_rt: "response_time_mean_milliseconds",
  rt_p50: "response_time_p50_milliseconds",
  rt_p95: "response_time_p95_milliseconds",
  rt_p99: "response_time_p99_milliseconds",
  server_requests: "server_requests_per_second",
  server_failures: "server_failures_per_second",
  server_sessions: "server_session_requests_per_second",
  eip_in_bps: "eip_in_bits_per_second",
  eip_out_bps: "eip_out_bits_per_second",
  eip_in_saturated: "eip_in_saturated_percent",
  eip_out_saturated: "eip_out_saturated_percent",
  eip_in_dropped: "eip_in_dropped_datagrams_per_second",
  eip_out_dropped: "eip_out_dropped_datagrams_per_second",
};

/**
 * Everything that the caller may see in Prometheus' text format, version 0.0.4. Without the engine only
 * `evenkeel_engine_up` is there: what is not known is left out, never 0.
 */
export function exposition(ctx: Context): string {
  const lines = ["# TYPE evenkeel_engine_up gauge", `evenkeel_engine_up ${ctx.engine.connected ? 1 : 0}`];
  const readings = readNewest(ctx).map((reading) => ({ ...reading, labels: labelsOf(reading) }));
  for (const key of metricKeys) {
    const name = `evenkeel_${names[key]}`;
    const samples = readings.flatMap(({ values, labels }) => {
      const value = values.get(key);
      return value === undefined ? [] : [`${name}{${labels}} ${value}`];
    });
    if (samples.length > 0)
      lines.push(`# HELP ${name} ${key}, of the newest minute.`, `# TYPE ${name} gauge`, ...samples);
  }
  return `${lines.join("\n")}\n`;
}

function labelsOf({ object }: NewestReading): string {
  const labels = { type: object.type, id: object.id, name: object.name, load_balancer: object.loadBalancerName };
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${escapeLabel(value)}"`)
    .join(",");
}

function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
