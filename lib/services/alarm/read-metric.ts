import { readTrafficRange } from "@/lib/metrics/range";
import type { AlarmStatistic } from "@/lib/model/alarm";
import type { TrafficValues } from "@/lib/model/metric";
import type { MetricReader } from "./read-value";

const minuteMs = 60_000;
const perSecond = (field: keyof TrafficValues) => (values: TrafficValues) => values[field] / 60;

const valueOf: Readonly<Record<string, (values: TrafficValues) => number>> = {
  m1_cps: ({ connections }) => connections,
  m2_act_conn: ({ activeConnections }) => activeConnections,
  m3_inact_conn: ({ connections, activeConnections }) => connections - activeConnections,
  m4_ncps: perSecond("newConnections"),
  m7_in_Bps: perSecond("bytesIn"),
  m8_out_Bps: perSecond("bytesOut"),
  mb_l7_qps: perSecond("requests"),
  mc_l7_http_2xx: perSecond("status2xx"),
  md_l7_http_3xx: perSecond("status3xx"),
  me_l7_http_4xx: perSecond("status4xx"),
  mf_l7_http_5xx: perSecond("status5xx"),
  m10_l7_http_other_status: perSecond("statusOther"),
  m11_l7_http_404: perSecond("status404"),
  m12_l7_http_499: perSecond("status499"),
  m13_l7_http_502: perSecond("status502"),
  m14_l7_rt: ({ responseTimeSumMs, requests }) => (requests === 0 ? 0 : responseTimeSumMs / requests),
};

/** Minutes of the span under one statistic; null without a minute in it. */
export const readMetricPoints: MetricReader = (ctx, { metric, statistic }, { id }, { from, until }) => {
  const value = valueOf[metric];
  if (value === undefined) return null;
  const points = readTrafficRange(ctx.db, id, { from, to: until, stepMs: minuteMs });
  return summarise(
    points.flatMap(({ values }) => (values === null ? [] : [value(values)])),
    statistic,
  );
};

export function summarise(values: readonly number[], statistic: AlarmStatistic): number | null {
  if (values.length === 0) return null;
  switch (statistic) {
    case "max":
      return Math.max(...values);
    case "min":
      return Math.min(...values);
    case "sum":
      return values.reduce((sum, value) => sum + value, 0);
    case "average":
      return values.reduce((sum, value) => sum + value, 0) / values.length;
  }
}
