import type { MetricKey } from "@/lib/model/metric-catalogue";
import type { MetricObject } from "@/lib/model/metric-object";
import type { Context } from "@/lib/services/context";
import { type CounterReading, readCounters } from "@/lib/services/metrics/counters";
import { type NewestReading, readNewest } from "@/lib/services/metrics/newest";
import { type Family, writeExposition } from "./exposition-format";
import { counters, isCounted } from "./prometheus-counters";

const prefix = "evenkeel_";

/** What is not counted: gauges of the newest whole minute. Everything else is a counter. */
const gauges: readonly { key: MetricKey; name: string; help: string }[] = [
  { key: "m1_cps", name: "connections", help: "Open connections, the average of the newest minute." },
  { key: "m2_act_conn", name: "connections_active", help: "Those of them that are established." },
  { key: "m3_inact_conn", name: "connections_inactive", help: "Those of them that are not." },
  { key: "m9_abnormal_servers", name: "servers_abnormal", help: "Servers that their health check found unfit." },
  { key: "ma_normal_servers", name: "servers_normal", help: "Servers that are fit, or not checked." },
  { key: "rt_p50", name: "response_time_p50_milliseconds", help: "Response time of the newest minute, the median." },
  { key: "rt_p95", name: "response_time_p95_milliseconds", help: "Response time of the newest minute, 95 %." },
  { key: "rt_p99", name: "response_time_p99_milliseconds", help: "Response time of the newest minute, 99 %." },
];

/**
 * Everything that the caller may see. Without the engine only `evenkeel_engine_up` is there, and for some minutes the
 * gauges: what is not known is left out, never 0.
 */
export async function exposition(ctx: Context): Promise<string> {
  const counted = await readCounters(ctx);
  const newest = readNewest(ctx);
  return writeExposition([
    {
      name: `${prefix}engine_up`,
      help: "Is the engine connected to the console?",
      type: "gauge",
      samples: [{ labels: {}, value: counted === null ? 0 : 1 }],
    },
    ...(counted === null ? [] : countersOf(counted)),
    ...gauges.map(({ key, name, help }) => gaugeOf(newest, key, { name, help })),
  ]);
}

function countersOf({ startedAt, readings }: { startedAt: number; readings: readonly CounterReading[] }): Family[] {
  const started = {
    name: `${prefix}engine_start_time_seconds`,
    help: "When the engine began and all counters with it, in seconds of the epoch.",
    type: "gauge",
    samples: [{ labels: {}, value: startedAt / 1000 }],
  } as const;
  const families = new Map<string, { help: string; samples: Family["samples"][number][] }>();
  for (const counter of counters) {
    const family = families.get(counter.name) ?? { help: counter.help, samples: [] };
    families.set(counter.name, family);
    for (const { object, total } of readings) {
      if (!isCounted(counter, object)) continue;
      const labels = { ...labelsOf(object), ...counter.labels };
      family.samples.push({ labels, value: total(counter.field) / (counter.divisor ?? 1) });
    }
  }
  return [
    started,
    ...[...families].map(([name, family]): Family => ({ name: prefix + name, type: "counter", ...family })),
  ];
}

function gaugeOf(newest: readonly NewestReading[], key: MetricKey, text: { name: string; help: string }): Family {
  const samples = newest.flatMap(({ object, values }) => {
    const value = values.get(key);
    return value === undefined ? [] : [{ labels: labelsOf(object), value }];
  });
  return { name: prefix + text.name, help: text.help, type: "gauge", samples };
}

function labelsOf(object: MetricObject): Record<string, string> {
  return { type: object.type, id: object.id, name: object.name, load_balancer: object.loadBalancerName };
}
